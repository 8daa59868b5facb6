/** `/audit` for staff: who did what, when and why; newest first, and as a file. */
import { InputFile } from 'grammy';
import { inSlices, type Steps } from '../../domain/paced.ts';
import { ignoringStale } from '../../flows/ask.ts';
import type { RecordedAct } from '../../store/staff-records.ts';
import type { Store } from '../../store/store.ts';
import { type BotContext, replacePressed, reply } from '../context.ts';
import type { Acts } from './acts.ts';
import type { Actor, StaffPart } from './desk.ts';

export interface AuditDeps {
  readonly store: Pick<Store, 'audit'>;
  readonly acts: Acts;
}

const perPage = 12;
const perRead = 100;
const rowsAtOnce = 100;
const mostExported = 20_000;

/** Makes `/audit` and its buttons. Whoever calls them is staff. */
export function createStaffAudit({ store, acts }: AuditDeps): StaffPart {
  async function page(ctx: BotContext, actor: Actor, beforeSeq?: number) {
    const found = await store.audit.list(perPage + 1, beforeSeq === undefined ? {} : { beforeSeq });
    const shown = found.slice(0, perPage);
    const olderThan = found.length > perPage ? shown.at(-1)?.seq : undefined;
    return ctx.messages.staff.audit(shown, olderThan, actor.role === 'admin');
  }

  async function older(ctx: BotContext, before: string, actor: Actor): Promise<void> {
    const beforeSeq = /^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined;
    const screen = await page(ctx, actor, beforeSeq);
    // From another screen the list comes below, so that what was there stays.
    if (beforeSeq === undefined) return reply(ctx, screen);
    await ignoringStale(() => replacePressed(ctx, screen));
  }

  async function exportAll(ctx: BotContext, actor: Actor): Promise<void> {
    await acts.record(ctx, actor, { act: 'export_audit', about: '' });
    const all: RecordedAct[] = [];
    let more = true;
    while (more && all.length < mostExported) {
      const last = all.at(-1)?.seq;
      const found = await store.audit.list(perRead, last === undefined ? {} : { beforeSeq: last });
      all.push(...found);
      more = found.length === perRead;
    }
    const file = new InputFile(Buffer.from(await inSlices(csvSteps(all))), 'audit.csv');
    await ctx.replyWithDocument(file, {
      caption: ctx.messages.staff.auditExported(all.length, more),
    });
  }

  return {
    commands: { audit: async (ctx, _, actor) => reply(ctx, await page(ctx, actor)) },
    presses: {
      audit: older,
      audit_csv: (ctx, _, actor) => exportAll(ctx, actor),
    },
  };
}

/** Acts as CSV (RFC 4180) with a head; a byte order mark lets spreadsheets read it as UTF-8. */
export function* csvSteps(acts: readonly RecordedAct[]): Steps<string> {
  const head = ['number', 'time', 'by', 'act', 'about', 'why'];
  let csv = `\ufeff${lineOf(head)}`;
  for (const [index, { seq, atMs, byUserId, act, about, why = '' }] of acts.entries()) {
    if (index % rowsAtOnce === rowsAtOnce - 1) yield;
    const time = new Date(atMs).toISOString();
    csv += lineOf([String(seq), time, String(byUserId), act, about, why]);
  }
  return csv;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** What a spreadsheet could take for a formula begins with an apostrophe, which it shows as text. */
function cell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

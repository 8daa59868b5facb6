/**
 * The page by which others follow a transfer: what stands on it in which state. It tells what arrives
 * and how far it is, and nothing of the payment, of the person who sends, or of why something stopped.
 */
import { type Standing, standingOf } from '../domain/share.ts';
import type { Transfer } from '../domain/transfer.ts';
import { initials, maskAccount } from './format.ts';
import type { Formats } from './formats.ts';
import { plain } from './rich.ts';
import { type PathStage, path, reachedOnPath, timeOf } from './stage-list.ts';

/** A moment, with its words in UTC for where nothing can tell the reader's own zone. */
export interface Moment {
  readonly atMs: number;
  readonly utc: string;
}

/** One stage of the list. */
export interface PageStage {
  readonly is: 'done' | 'now' | 'ahead';
  /** The same in a word, for who does not see the mark. */
  readonly mark: string;
  readonly words: string;
  readonly at?: Moment;
}

/** All that the page shows, in words. */
export interface ProgressPage {
  readonly title: string;
  /** What a messenger shows under the link, to whoever it was sent to. */
  readonly about: string;
  readonly tone: 'moving' | 'delivered' | 'stopped';
  readonly amount: { readonly label: string; readonly value: string };
  /** To whom: initials, the bank or wallet, the masked number. */
  readonly payee: { readonly label: string; readonly name: string; readonly account: string };
  readonly headline: string;
  /** What happens now and what comes next. */
  readonly sentence: string;
  readonly stagesLabel: string;
  readonly stages: readonly PageStage[];
  readonly looked?: { readonly label: string; readonly at: Moment };
  /** How the page keeps itself new; absent once nothing changes any more. */
  readonly renewal?: Renewal;
}

interface Renewal {
  readonly everySeconds: number;
  readonly runs: string;
  readonly stop: string;
  readonly stands: string;
  readonly goOn: string;
}

/** What a language calls it. */
export interface ProgressWords {
  readonly title: string;
  readonly about: string;
  /** Above the amount: before it is surely paid or where it stopped, on its way, and there. */
  readonly amount: Readonly<Record<'planned' | 'moving' | 'delivered', string>>;
  readonly to: string;
  /** For an account whose bank has no name that can be shown. */
  readonly someAccount: string;
  readonly headline: Readonly<Record<Standing, string>>;
  sentence(standing: Standing, institution: string): string;
  readonly stagesLabel: string;
  readonly stage: Readonly<Record<PathStage, string>>;
  underWay(stage: PathStage, institution: string): string;
  readonly stopped: Readonly<Record<'longer' | 'over', string>>;
  readonly marks: Readonly<Record<PageStage['is'], string>>;
  readonly looked: string;
  readonly renewal: Omit<Renewal, 'everySeconds'>;
}

/** While money moves it changes often; where it stopped a page may wait. */
const seconds = { moving: 30, stopped: 300 } as const;

/** Makes the page of a language. */
export function createProgressPage(words: ProgressWords, formats: Formats) {
  return function progressPage(transfer: Transfer): ProgressPage {
    const standing = standingOf(transfer);
    const tone = toneOf(standing);
    const isOver = standing === 'delivered' || standing === 'over';
    const institution = plain(transfer.payee.institutionName, 60) || words.someAccount;
    const { accountName, accountNumber } = transfer.payee;
    return {
      title: words.title,
      about: words.about,
      tone,
      amount: {
        label: words.amount[certaintyOf(standing)],
        value: formats.formatMoney(transfer.receive),
      },
      payee: {
        label: words.to,
        name: initials(accountName),
        account: `${institution} ${maskAccount(accountNumber)}`,
      },
      headline: words.headline[standing],
      sentence: words.sentence(standing, institution),
      stagesLabel: words.stagesLabel,
      stages: stagesOf(transfer, standing, institution),
      ...(transfer.lookedAtMs !== undefined && {
        looked: { label: words.looked, at: moment(transfer.lookedAtMs) },
      }),
      ...(!isOver && {
        renewal: { ...words.renewal, everySeconds: seconds[tone === 'moving' ? tone : 'stopped'] },
      }),
    };
  };

  function stagesOf(transfer: Transfer, standing: Standing, institution: string): PageStage[] {
    // Only what has surely arrived has the last stage behind it.
    const reached =
      standing === 'delivered' ? path.length : Math.min(reachedOnPath(transfer), path.length - 1);
    const line = (is: PageStage['is'], said: string, atMs?: number): PageStage => ({
      is,
      mark: words.marks[is],
      words: said,
      ...(atMs !== undefined && { at: moment(atMs) }),
    });
    const done = path
      .slice(0, reached)
      .map((stage) => line('done', words.stage[stage], timeOf(transfer, stage)));
    if (standing === 'longer') return [...done, line('now', words.stopped.longer)];
    if (standing === 'over') return [...done, line('done', words.stopped.over)];
    return [
      ...done,
      ...path
        .slice(reached)
        .map((stage, index) =>
          index === 0
            ? line('now', words.underWay(stage, institution))
            : line('ahead', words.stage[stage]),
        ),
    ];
  }

  function moment(atMs: number): Moment {
    return { atMs, utc: formats.when(atMs).text };
  }
}

function toneOf(standing: Standing): ProgressPage['tone'] {
  if (standing === 'delivered') return 'delivered';
  return standing === 'longer' || standing === 'over' ? 'stopped' : 'moving';
}

/** Until the payment is confirmed nobody can say that so much arrives. */
function certaintyOf(standing: Standing): keyof ProgressWords['amount'] {
  if (standing === 'delivered') return 'delivered';
  return standing === 'confirmed' || standing === 'on_its_way' ? 'moving' : 'planned';
}

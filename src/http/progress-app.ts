/**
 * The page of a shared transfer, for whoever has its link: no log-in, no script needed, nothing kept
 * of who looks. A forged link costs one decryption and no read; what a genuine one may cost is
 * bounded, so that a crowd at this door does not hold up the bot. See docs/decisions/0013-shared-links.md.
 */
import { Hono } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import type { Log } from '../log.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import { StoreAway } from '../store/store.ts';
import type { Messages } from '../text/messages.ts';
import type { Share } from '../transfers/share.ts';
import { contentPolicy, plainHtml, progressHtml } from './progress-html.ts';

export interface ProgressAppDeps {
  readonly share: Pick<Share, 'read' | 'find'>;
  /** The words in the first of these languages that is spoken here. */
  readonly messagesForAny: (locales: readonly string[]) => Messages;
  /** Whether one more page may be looked up now, of all that are asked for. */
  readonly mayLook: () => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** No answer comes sooner, so that how long one takes tells nothing about a link. */
const leastMs = 25;
const againSeconds = 30;

/** What every answer carries: kept nowhere, found by nobody, and it asks for nothing elsewhere. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  vary: 'accept-language',
};

interface Answer {
  readonly status: 200 | 404 | 503;
  readonly html: string;
  readonly refreshSeconds?: number;
  readonly outcome: LabelsOf<'progressPages'>['outcome'];
}

/** The routes: `GET /t/:token` and `HEAD`, and nothing else at that place. */
export function createProgressApp(deps: ProgressAppDeps): Hono {
  const { share, mayLook, sleep, log, metrics } = deps;

  async function answer(token: string, messages: Messages, stands: boolean): Promise<Answer> {
    const { progress, locale } = messages;
    const later = (outcome: Answer['outcome']): Answer => {
      const html = plainHtml(progress.later(), locale);
      return { status: 503, html, refreshSeconds: againSeconds, outcome };
    };
    try {
      const linked = await share.read(token);
      if (linked && !(await mayLook())) return later('busy');
      const transfer = linked && (await share.find(linked));
      if (!transfer) {
        return { status: 404, html: plainHtml(progress.notFound(), locale), outcome: 'unknown' };
      }
      const page = progress.page(transfer);
      const html = progressHtml(page, locale, stands);
      const refreshSeconds = stands ? undefined : page.renewal?.everySeconds;
      return { status: 200, html, refreshSeconds, outcome: 'shown' };
    } catch (problem) {
      if (!(problem instanceof StoreAway)) log.error('a shared page was not shown', {}, problem);
      return later('unavailable');
    }
  }

  return new Hono()
    .get('/t/*', async ({ req }) => {
      const accepted = (req.header('accept-language') ?? '').slice(0, 200);
      const messages = deps.messagesForAny(parseAccept(accepted).map(({ type }) => type));
      const token = req.path.slice('/t/'.length);
      const asked = answer(token, messages, req.query('still') !== undefined);
      const [{ status, html, refreshSeconds, outcome }] = await Promise.all([
        asked,
        sleep(leastMs),
      ]);
      metrics.count('progressPages', { outcome });
      return new Response(html, {
        status,
        headers: {
          ...headers,
          'content-language': messages.locale,
          ...(refreshSeconds !== undefined && { refresh: String(refreshSeconds) }),
          ...(status === 503 && { 'retry-after': String(againSeconds) }),
        },
      });
    })
    .all('/t/*', () => new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } }));
}

/**
 * The operators' port: whether the process makes progress, whether the store answers, and counts.
 * It tells nothing of any person and stays cheap, as anybody on the network may be asking.
 */
import { Hono } from 'hono';
import { listen, type Server } from './listen.ts';
import type { Prometheus } from './prometheus.ts';

export interface OpsServerDeps {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Whether the process makes progress; asked on every request. */
  readonly isAlive: () => boolean;
  /** Whether the store answers; asked at most once a second, and given two seconds. */
  readonly isReady: () => Promise<boolean>;
  readonly prometheus: Pick<Prometheus, 'page' | 'contentType'>;
  readonly now: () => number;
}

/** Listens on the operators' port; rejects with a sentence for operators when it cannot. */
export function startOpsServer({ host, port, ...deps }: OpsServerDeps): Promise<Server> {
  const { fetch } = createOpsApp(deps);
  return listen({ fetch, host, port, settings: { host: 'OPS_HOST', port: 'OPS_PORT' } });
}

/**
 * The routes without a socket: `GET /healthz` and `GET /readyz`, 200 `ok` or 503 `no`, and
 * `GET /metrics` for Prometheus.
 */
export function createOpsApp(deps: Omit<OpsServerDeps, 'host' | 'port'>): Hono {
  const { prometheus } = deps;
  const isReady = remembered(deps);
  return new Hono()
    .get('/healthz', (c) => (deps.isAlive() ? c.text('ok') : c.text('no', 503)))
    .get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : c.text('no', 503)))
    .get('/metrics', async (c) => {
      return c.body(await prometheus.page(), 200, { 'content-type': prometheus.contentType });
    })
    .notFound((c) => c.body(null, 404))
    .onError((_, c) => c.body(null, 500));
}

const rememberedMs = 1_000;
const patienceMs = 2_000;

/** One question to the store a second, however many ask; slow and failing both mean no. */
function remembered({ isReady, now }: Pick<OpsServerDeps, 'isReady' | 'now'>) {
  let answer: Promise<boolean> | undefined;
  let askedAtMs = 0;
  return (): Promise<boolean> => {
    if (!answer || now() - askedAtMs >= rememberedMs) {
      askedAtMs = now();
      answer = withPatience(isReady());
    }
    return answer;
  };
}

async function withPatience(asked: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answered = asked.catch(() => false);
  return Promise.race([answered, tooSlow]).finally(() => clearTimeout(timer));
}

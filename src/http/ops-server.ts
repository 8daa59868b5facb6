/**
 * The operators' port: whether the process makes progress and whether the store answers. It says
 * no more than that and stays cheap, as anybody on the network may be asking.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

export interface OpsServerDeps {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Whether the process makes progress; asked on every request. */
  readonly isAlive: () => boolean;
  /** Whether the store answers; asked at most once a second, and given two seconds. */
  readonly isReady: () => Promise<boolean>;
  readonly now: () => number;
}

/** A server that listens. */
export interface OpsServer {
  readonly port: number;
  /** Stops listening and cuts open connections. */
  stop(): Promise<void>;
}

/** Listens on the operators' port; rejects with a sentence for operators when it cannot. */
export function startOpsServer(deps: OpsServerDeps): Promise<OpsServer> {
  const { fetch } = createOpsApp(deps);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: deps.host, port: deps.port }, ({ port }) => {
      server.off('error', fail);
      resolve({ port, stop });
    });
    server.once('error', fail);

    function fail(cause: Error): void {
      const place = `OPS_HOST ${deps.host} and OPS_PORT ${deps.port}`;
      reject(new Error(`${place} cannot be opened. Choose a port that nothing uses.`, { cause }));
    }

    function stop(): Promise<void> {
      return new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    }
  });
}

/** The routes without a socket: `GET /healthz` and `GET /readyz`, 200 `ok` or 503 `no`. */
export function createOpsApp(deps: Omit<OpsServerDeps, 'host' | 'port'>): Hono {
  const isReady = remembered(deps);
  return new Hono()
    .get('/healthz', (c) => (deps.isAlive() ? c.text('ok') : c.text('no', 503)))
    .get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : c.text('no', 503)))
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

/** What anybody may reach: the pages of shared transfers, where there is a public address. */
import { createMemoryAllowance } from '../bot/allowance.ts';
import type { Config } from '../config.ts';
import { createProgressApp } from '../http/progress-app.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import { messagesForAny } from '../text/messages-for.ts';
import { createShare } from '../transfers/share.ts';

export interface PublicSideDeps {
  readonly config: Pick<Config, 'publicSide' | 'role'>;
  readonly store: Store;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
  /** A clock that is never set back. */
  readonly steadyNow: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Genuine links looked up a second by one process; a page renews itself every half minute. */
const looks = { times: 100, perMs: 1_000 };

/** Makes the links and the pages they lead to. A worker has neither: nobody talks to it. */
export function createPublicSide({ config, ...deps }: PublicSideDeps) {
  const { publicSide, role } = config;
  if (!publicSide || role === 'worker') return {};
  const share = createShare({ ...deps, publicUrl: publicSide.url });
  const allowance = createMemoryAllowance(looks);
  const mayLook = async () => (await allowance.take('all')).kind === 'allowed';
  return { share, page: createProgressApp({ ...deps, share, messagesForAny, mayLook }) };
}

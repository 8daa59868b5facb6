/** The side of the program that staff work from: their desk in the bot, and their menus. */
import type { Api } from 'grammy';
import { createActs } from '../bot/admin/acts.ts';
import { createStaffAudit } from '../bot/admin/audit.ts';
import { createStaffBroadcast } from '../bot/admin/broadcast.ts';
import { createStaffCases } from '../bot/admin/cases.ts';
import { createDesk } from '../bot/admin/desk.ts';
import { createStaffMenus } from '../bot/admin/menus.ts';
import { createStaffOrder } from '../bot/admin/order.ts';
import { createStaffPanel } from '../bot/admin/panel.ts';
import type { Vitals } from '../bot/admin/panel-view.ts';
import { createStaffPauses } from '../bot/admin/pauses.ts';
import type { createRoles } from '../bot/admin/roles.ts';
import { createStaffStats } from '../bot/admin/stats.ts';
import { createStaffStuck } from '../bot/admin/stuck.ts';
import { createStaffUser } from '../bot/admin/user.ts';
import { createCardAgain } from '../bot/card-again.ts';
import { createCaseBoard } from '../bot/case-board.ts';
import type { Chessa } from '../chessa/client.ts';
import type { Configurations } from '../chessa/remembered-configuration.ts';
import type { Config } from '../config.ts';
import type { KnownRecipients } from '../flows/recipients/known-recipients.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { messagesFor } from '../text/messages-for.ts';
import type { createBringForward } from '../transfers/bring-forward.ts';
import type { Open } from '../transfers/open.ts';
import type { createRelease } from '../transfers/release.ts';

/** What the staff side shares with all others. */
export interface StaffSideDeps {
  readonly config: Config;
  readonly store: Store;
  readonly chessa: Chessa;
  /** The client for messages that nobody waits for in a dialogue. */
  readonly pushApi: Api;
  readonly roleOf: ReturnType<typeof createRoles>;
  readonly bringForward: ReturnType<typeof createBringForward>;
  readonly release: ReturnType<typeof createRelease>;
  /** What staff have closed. */
  readonly open: Open;
  readonly recipients: KnownRecipients;
  /** Everything that can be sent to, paused or not. */
  readonly configuration: Configurations['current'];
  readonly vitals: () => Promise<Vitals>;
  /** 8 hexadecimal digits. */
  readonly newNonce: () => string;
  /** Lets the outbox look at once. */
  readonly changed: () => void;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Our clock set right by Chessa's. */
  readonly orderNow: () => number;
}

/** Builds it. */
export function createStaffSide(deps: StaffSideDeps) {
  const { config, store, chessa, pushApi: api, roleOf, changed, log, now, orderNow } = deps;
  const acts = createActs({ store, now });
  const menus = createStaffMenus({ api, store, ids: config, messagesFor, log });
  const board = createCaseBoard({
    api,
    store,
    ids: config,
    messages: messagesFor('en'),
    log,
    now,
  });
  const sendCardAgain = createCardAgain({ api, store, messagesFor, changed, now });
  const { bringForward, release, open, vitals, recipients, configuration } = deps;
  const { fundingAssets } = config;
  const desk = createDesk({
    store,
    roleOf,
    parts: [
      createStaffPanel({ store, open, vitals, now, orderNow }),
      createStaffStuck({ store, orderNow }),
      createStaffUser({ store, recipients, acts, now }),
      createStaffPauses({ open, configuration, fundingAssets, acts, now }),
      createStaffBroadcast({ store, acts, newId: deps.newNonce, now }),
      createStaffCases({ store, board, acts, messagesFor, now }),
      createStaffStats({ store, now }),
      createStaffAudit({ store, acts }),
      createStaffOrder({
        store,
        chessa,
        bringForward,
        release,
        sendCardAgain,
        acts,
        changed,
        now,
        sleep: deps.sleep,
      }),
    ],
    showMenu: menus.show,
    now,
  });
  return { desk, menus, board };
}

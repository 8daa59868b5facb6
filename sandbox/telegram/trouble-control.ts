/** Begins troubles, says which last, and leads back to normal. */
import type { Faults } from './faults.ts';
import type { People } from './people.ts';
import { Refusal } from './refusal.ts';
import { type Trouble, type TroubleAct, troubles } from './troubles.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** Something that lasts until it has met its calls or all is back to normal. */
export interface ActiveTrouble {
  readonly name: string;
  readonly calls?: number;
}

/** The buttons' other side. */
export interface TroubleControl {
  /** @param personId whoever is on the screen; `times`: for how many calls, 1 when left out */
  begin(name: string, about: { readonly personId?: number; readonly times?: number }): void;
  active(): readonly ActiveTrouble[];
  toNormal(): void;
}

/** What troubles are made with. */
export interface TroubleDeps {
  readonly world: World;
  readonly people: People;
  readonly updates: UpdateQueue;
  readonly faults: Faults;
  readonly webhook: Webhook;
}

const LATE_BY_SECONDS = 20 * 3_600;
/** Nobody answers there, and it is this machine. */
const FOREIGN_URL = 'http://127.0.0.1:9/not-ours';

/** Makes the control. */
export function createTroubleControl(deps: TroubleDeps): TroubleControl {
  const { faults, updates, webhook, world, people } = deps;
  let webhookIsForeign = false;
  return {
    begin(name, { personId, times = 1 }) {
      const trouble = existing(name);
      const { plan } = trouble;
      if (plan) faults.plan({ ...plan, times, trouble: name });
      if (trouble.act) perform(deps, trouble.act, personId);
      if (trouble.act === 'foreign_webhook') webhookIsForeign = true;
    },
    active: () => [
      ...faults.planned().map(({ trouble, method, lasting, times }) => ({
        name: trouble ?? method,
        ...(!lasting && { calls: times ?? 1 }),
      })),
      ...(updates.isHeld() ? [{ name: 'hold_updates' }] : []),
      ...(webhookIsForeign && webhook.isSet() ? [{ name: 'foreign_webhook' }] : []),
      ...people
        .list()
        .flatMap(({ blockedBot, deactivated }) => [
          ...(blockedBot ? [{ name: 'blocks_the_bot' }] : []),
          ...(deactivated ? [{ name: 'account_is_gone' }] : []),
        ]),
    ],
    toNormal() {
      faults.clear();
      updates.release();
      if (webhookIsForeign) webhook.set({ url: '' });
      webhookIsForeign = false;
      for (const { id } of people.list()) {
        people.change(id, { deactivated: false });
        if (world.accounts.get(id)?.blockedBot) people.unblock(id);
      }
    },
  };
}

function existing(name: string): Trouble {
  const trouble = troubles.find((one) => one.name === name);
  if (!trouble) throw new Refusal(400, `There is no trouble ${name}.`);
  return trouble;
}

function perform(deps: TroubleDeps, act: TroubleAct, personId: number | undefined): void {
  const { updates, webhook, people, world } = deps;
  const acts: Readonly<Record<TroubleAct, () => unknown>> = {
    hold: () => updates.hold(),
    release: () => updates.release(),
    reverse: () => updates.reorder((pending) => pending.reverse()),
    repeat: () => updates.repeatNext(1),
    foreign_webhook: () => webhook.set({ url: FOREIGN_URL }),
    block: () => people.block(onScreen(personId)),
    delete_account: () => people.change(onScreen(personId), { deactivated: true }),
    delete_card: () => deleteLast(people, onScreen(personId)),
    arrive_late: () => {
      const date = world.seconds() - LATE_BY_SECONDS;
      people.send(onScreen(personId), onScreen(personId), { text: '50000 NGN', date });
    },
  };
  acts[act]();
}

function onScreen(personId: number | undefined): number {
  if (personId === undefined) throw new Refusal(400, 'Open the chat of a person first.');
  return personId;
}

function deleteLast(people: People, personId: number): void {
  const last = people.history(personId, personId).messages.findLast(({ fromBot }) => fromBot);
  if (!last) throw new Refusal(400, 'The bot has said nothing in this chat.');
  people.delete(personId, personId, last.message_id);
}

/**
 * What is kept of a person, and for how long; people read it in `/privacy`, operators in
 * docs/operating.md. Pure.
 */
import type { SupportCase } from './support-case.ts';
import type { Transfer } from './transfer.ts';

const dayMs = 86_400_000;

/** Days without a word from a person after which their answers and recipients are forgotten. */
export const answersKeptDays = 90;
/** Days after the end of a transfer after which it has no person any more. */
export const transfersKeptDays = 365;

/** When the recipients and unfinished answers of somebody seen then are forgotten. */
export function forgetAnswersAtMs(lastSeenAtMs: number): number {
  return lastSeenAtMs + answersKeptDays * dayMs;
}

/** When somebody seen then is forgotten, if nothing of theirs is left. */
export function forgetPersonAtMs(lastSeenAtMs: number): number {
  return lastSeenAtMs + transfersKeptDays * dayMs;
}

/** When a transfer that is over loses its person. */
export function forgetTransferAtMs({ stages, createdAtMs }: Transfer): number {
  return (stages.at(-1)?.atMs ?? createdAtMs) + transfersKeptDays * dayMs;
}

/** When a question to our people that nobody waits for is forgotten. */
export function forgetCaseAtMs({ messages, openedAtMs }: SupportCase): number {
  return (messages.at(-1)?.atMs ?? openedAtMs) + answersKeptDays * dayMs;
}

/** Whether nothing is looked for any more, so that a person may be taken out of it. */
export function isSettled({ state, dueAtMs }: Transfer): boolean {
  return state === 'quoted' || (dueAtMs === undefined && state !== 'accepting');
}

/** Stands where a person stood; Telegram gives nobody this id. */
const nobody = 0;

/**
 * What stays of a transfer without its person: amounts, assets, the network, the country, Chessa's
 * ids, states and times. Everything else is left out, also what a newer program may have added.
 */
export function withoutPerson(transfer: Transfer, nowMs: number): Transfer {
  const { id, version, state, createdAtMs, orderId, shortId, orderStatus } = transfer;
  const { receive, send, chain, fee, confirmBeforeMs, orderExpiresAtMs, refund } = transfer;
  const { stages, trail } = transfer;
  const { recipientId, kind, nameChecked, countryCode, countryName } = transfer.payee;
  const unnamed = { accountName: '', accountNumber: '', institutionCode: '', institutionName: '' };
  return {
    ...{ id, version, state, userId: nobody, createdAtMs, orderId, shortId, orderStatus },
    payee: { recipientId, kind, ...unnamed, nameChecked, countryCode, countryName },
    ...{ receive, send, chain, ...(fee && { fee }), confirmBeforeMs, orderExpiresAtMs, stages },
    ...(trail && { trail }),
    quoteHash: '',
    deposits: transfer.deposits.map(({ amount, asset, chain, status, createdAtMs }) => ({
      ...(amount && { amount }),
      ...(asset && { asset }),
      ...(chain && { chain }),
      ...(status && { status }),
      ...(createdAtMs !== undefined && { createdAtMs }),
    })),
    ...(refund && { refund: withoutAddress(refund) }),
    erasedAtMs: nowMs,
  };
}

function withoutAddress(refund: NonNullable<Transfer['refund']>): Transfer['refund'] {
  const { chain, frozenAtMs, attempts, emptyLooks, accepted, amount } = refund;
  const kept = { chain, frozenAtMs, attempts, emptyLooks, accepted };
  return { address: '', ...kept, ...(amount && { amount }) };
}

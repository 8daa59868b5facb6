/** The people somebody has sent to: kept when a transfer to them is accepted, forgotten on request. */
import type { Chessa } from '../../chessa/client.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { isSameAccount, type KnownRecipient } from '../../domain/recipient.ts';
import { isFinal, type Transfer } from '../../domain/transfer.ts';
import type { Store } from '../../store/store.ts';

/** So many are kept of one person, those used last. */
const mostKept = 20;

/** Money is on its way for days at most; quotes are limited by the hour. */
const lookedAt = 100;

export interface KnownRecipientsDeps {
  readonly store: Pick<Store, 'recipients' | 'transfers'>;
  readonly chessa: Pick<Chessa, 'deactivateRecipient'>;
  readonly newId: () => string;
}

/** Makes what everybody who deals with known recipients shares. */
export function createKnownRecipients({ store, chessa, newId }: KnownRecipientsDeps) {
  const list = (userId: number) => store.recipients.list(userId, mostKept);

  async function find(userId: number, id: string): Promise<KnownRecipient | undefined> {
    return (await list(userId)).find((known) => known.id === id);
  }

  /** The one that a transfer went to, also when it was typed anew for it. */
  async function findByTransfer(transfer: Transfer): Promise<KnownRecipient | undefined> {
    const asked = { payee: transfer.payee, currency: transfer.receive.currency };
    return (await list(transfer.userId)).find((known) => isSameAccount(known, asked));
  }

  /**
   * Keeps the recipient of an accepted transfer with the answers that led to it. Safe to repeat:
   * the same account is kept once, whatever else was answered about it.
   */
  async function remember(transfer: Transfer, draft: SendDraft): Promise<void> {
    const { payee, receive, createdAtMs } = transfer;
    const known = await findByTransfer(transfer);
    const recipient: KnownRecipient = {
      id: known?.id ?? newId(),
      payee,
      currency: receive.currency,
      fields: draft.fields,
      checkedAtMs: draft.name?.atMs ?? createdAtMs,
      usedAtMs: createdAtMs,
    };
    await store.recipients.put(transfer.userId, recipient, mostKept);
  }

  /**
   * Forgets one of a person's own; returns who it was, if anybody. Chessa is asked to put them away
   * too, unless money is on its way to them; whether it does decides nothing here.
   */
  async function forget(userId: number, id: string): Promise<KnownRecipient | undefined> {
    const known = await find(userId, id);
    if (!known) return undefined;
    await store.recipients.delete(userId, id);
    const { recipientId } = known.payee;
    const transfers = await store.transfers.listByUser(userId, lookedAt);
    const isNeeded = transfers.some(
      ({ payee, state }) =>
        payee.recipientId === recipientId && state !== 'quoted' && !isFinal(state),
    );
    if (!isNeeded) await chessa.deactivateRecipient(recipientId);
    return known;
  }

  return { list, find, findByTransfer, remember, forget };
}

export type KnownRecipients = ReturnType<typeof createKnownRecipients>;

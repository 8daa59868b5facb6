/**
 * `/refund`: asks where the money should go back to, checks the address against the chain it came
 * from, and shows it whole. The confirm button is bound to a hash of that exact address and works
 * without this dialogue.
 */
import {
  addressesIn,
  checkAddress,
  checkTag,
  findChain,
  lacksChecksum,
  sameAddress,
} from '../domain/chain.ts';
import type { RefundDraft } from '../domain/draft.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { isRefundable, type Transfer } from '../domain/transfer.ts';
import type { Store } from '../store/store.ts';
import type { Messages, Place } from '../text/messages.ts';
import { hashRefundTarget } from '../transfers/quote-hash.ts';
import { close, listen, say, sayLine } from './ask.ts';
import type { Flows, Talk, TalkContext } from './flow.ts';
import { noteQuestion } from './open-question.ts';

export interface RefundFlowDeps {
  readonly store: Store;
  readonly messagesFor: (locale: string) => Messages;
  readonly newNonce: () => string;
}

/** Makes the `refund` dialogue. */
export function createRefundFlow({ store, messagesFor, newNonce }: RefundFlowDeps) {
  return async function refund(talk: Talk, ctx: TalkContext, begun: Flows['refund']) {
    const { userId, transferId } = begun;
    const messages = messagesFor(begun.locale);
    const opened = await talk.external(() => open(userId, transferId));
    if (!opened) return void (await say(ctx, messages.transferNotFound()));
    const { transfer, nonce, payTo } = opened;
    if (!payTo) return void (await say(ctx, messages.refund.notRefundable(transfer)));

    const takesTag = findChain(payTo.chain)?.tagRule !== 'none';
    const of = takesTag ? 2 : 1;
    const place: Place = { nonce, step: 'address', number: 1, of, mayGoBack: false };
    const { address, lacksChecksum } = await askAddress(
      talk,
      ctx,
      messages,
      transfer,
      place,
      begun.typed,
    );
    const tag = takesTag
      ? await askTag(talk, ctx, messages, transfer, { ...place, step: 'tag', number: 2 })
      : undefined;
    const draft: RefundDraft = { nonce, transferId, address, ...(tag && { tag }) };
    await talk.external(() => store.drafts.put(userId, 'refund', draft));
    const hash = hashRefundTarget(transferId, address, tag);
    await say(ctx, messages.refund.confirm(transfer, { address, tag, lacksChecksum }, hash));
  };

  /** The person's own transfer and a fresh draft; `payTo` only when it can be refunded. */
  async function open(userId: number, transferId: string) {
    const transfer = await store.transfers.find(transferId);
    if (transfer?.userId !== userId) return undefined;
    const nonce = newNonce();
    if (!isRefundable(transfer) || !transfer.payTo) return { transfer, nonce };
    await store.drafts.put(userId, 'refund', { nonce, transferId });
    return { transfer, nonce, payTo: transfer.payTo };
  }

  async function askAddress(
    talk: Talk,
    ctx: TalkContext,
    messages: Messages,
    transfer: Transfer,
    place: Place,
    typed?: string,
  ): Promise<TypedAddress> {
    const before = typed === undefined ? undefined : judgeAddress(messages, transfer, typed);
    if (before?.ok) return before.value;
    if (before) await sayLine(ctx, before.failure);
    const asked = await say(ctx, messages.refund.askAddress(place, transfer));
    await talk.external(() => noteQuestion(store, transfer.userId, asked.messageId));
    const waiting = talk.checkpoint();
    const heard = await listen(talk, place, messages);
    if (heard.kind !== 'text') {
      await sayLine(ctx, messages.send.typeOrTap());
      return talk.rewind(waiting);
    }
    const judged = judgeAddress(messages, transfer, heard.text);
    if (!judged.ok) {
      await sayLine(ctx, judged.failure);
      return talk.rewind(waiting);
    }
    await close(ctx, asked);
    return judged.value;
  }

  async function askTag(
    talk: Talk,
    ctx: TalkContext,
    messages: Messages,
    transfer: Transfer,
    place: Place,
  ): Promise<string | undefined> {
    const asked = await say(ctx, messages.refund.askTag(place, transfer));
    await talk.external(() => noteQuestion(store, transfer.userId, asked.messageId));
    const waiting = talk.checkpoint();
    const heard = await listen(talk, place, messages);
    const typed = heard.kind === 'text' ? heard.text : undefined;
    const skipped = heard.kind === 'choice' && heard.token === 'skip';
    if (!typed && !skipped) {
      await sayLine(ctx, messages.send.typeOrTap());
      return talk.rewind(waiting);
    }
    const checked = checkTag(transfer.chain, typed);
    if (!checked.ok) {
      await sayLine(ctx, messages.refund.tagProblem(checked.failure, transfer.chain));
      return talk.rewind(waiting);
    }
    await close(ctx, asked);
    return checked.value;
  }
}

/** An address in its canonical form, and whether a wrong letter in it would have been noticed. */
interface TypedAddress {
  readonly address: string;
  readonly lacksChecksum: boolean;
}

/** The address that was typed, alone or as the only one in a sentence; or a sentence about why money cannot go there. */
function judgeAddress(
  { refund }: Messages,
  { chain, payTo }: Transfer,
  typed: string,
): Result<TypedAddress, string> {
  const [found = typed, another] = addressesIn(chain, typed);
  if (another !== undefined) return refused(refund.severalAddresses(chain));
  const checked = checkAddress(chain, found);
  if (!checked.ok) return refused(refund.addressProblem(checked.failure, chain));
  const address = checked.value;
  const isTheirs = payTo !== undefined && sameAddress(chain, address, payTo.address);
  if (isTheirs) return refused(refund.ownDepositAddress());
  return ok({ address, lacksChecksum: lacksChecksum(chain, found) });
}

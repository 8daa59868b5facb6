/** Whose account it is, looked up at Chessa before the person is asked whether it is the right one. */
import type { AccountCheck } from '../../chessa/client.ts';
import type { Failure } from '../../chessa/failure.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { fitsNuban, nubanCode } from '../../domain/nuban.ts';
import type { Result } from '../../domain/result.ts';
import type { Store } from '../../store/store.ts';
import type { Messages } from '../../text/messages.ts';
import { afterRepeatedCheck } from './recipient.ts';
import { accountField, chosen, without } from './steps.ts';

export interface NameLookUpDeps {
  readonly store: Pick<Store, 'drafts'>;
  readonly checkAccount: (
    userId: number,
    account: { readonly accountNumber: string; readonly code: string },
  ) => Promise<Result<AccountCheck, Failure>>;
}

/**
 * Makes the look-up. It writes what was found into the draft, and returns what there is to say of it
 * before the next question; a number that the institution does not know is asked for again.
 */
export function createNameLookUp({ store, checkAccount }: NameLookUpDeps) {
  return async function lookUp(
    userId: number,
    draft: SendDraft,
    configuration: Configuration,
    { send }: Messages,
  ): Promise<string | undefined> {
    const { institution, fields } = chosen(draft, configuration);
    const account = accountField(fields);
    const accountNumber = draft.fields[account?.key ?? ''] ?? '';
    const { code = '', name = '' } = institution ?? {};
    const checked = await checkAccount(userId, { accountNumber, code });
    if (checked.ok && checked.value.kind === 'not_recognised') {
      await store.drafts.put(userId, 'send', without(draft, { kind: 'name' }));
      return send.accountNotRecognised(name);
    }
    const enquiry: NonNullable<SendDraft['enquiry']> =
      checked.ok && checked.value.kind === 'found'
        ? { outcome: 'found', accountName: checked.value.accountName }
        : { outcome: 'unchecked' };
    const looked = afterRepeatedCheck(draft, enquiry);
    await store.drafts.put(userId, 'send', looked.draft);
    if (looked.changed) return send.holderChanged(name);
    const isOdd =
      enquiry.outcome === 'unchecked' && !draft.earlierName && looksOff(draft, configuration);
    return isOdd && account ? send.numberLooksOff(account, name) : undefined;
  };
}

/** Whether the check digit of a Nigerian account number does not fit its bank; only ever a hint. */
function looksOff(draft: SendDraft, configuration: Configuration): boolean {
  const { corridor, way, institution, fields } = chosen(draft, configuration);
  if (corridor?.country.code !== 'NG' || way?.kind !== 'bank' || !institution) return false;
  const code = nubanCode(institution.name, institution.clearingCode);
  const number = draft.fields[accountField(fields)?.key ?? ''] ?? '';
  return code !== undefined && !fitsNuban(number, code);
}

/**
 * "To whom?": the question that comes first when somebody has sent before, and the answers that a
 * recipient brings along. Pure; the configuration of this moment judges what was answered then.
 */
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Field } from '../../domain/field.ts';
import type { KnownRecipient } from '../../domain/recipient.ts';
import { matchOptions } from '../../domain/search.ts';
import type { Messages, Place } from '../../text/messages.ts';
import type { Reply } from './answer.ts';
import type { Question } from './question.ts';
import { staleField } from './stale.ts';
import { chosen, fresh, nextStep, without } from './steps.ts';

/** How this question is named in callback data. */
const recipientStep = 'recipient';

const mostOffered = 8;
const newToken = 'new';
/** Whose account it is, is looked up again after so long. */
const nameHoldsMs = 30 * 86_400_000;

/** The question, with the recipients that match what was typed. */
export function recipientQuestion(draft: SendDraft, known: readonly KnownRecipient[]): Question {
  const matching = draft.search ? matchesOf(known, draft.search) : known;
  const recipients = matching
    .slice(0, mostOffered)
    .map(({ id, payee }) => ({ token: id, payee: lineOf(payee) }));
  const { nonce, search } = draft;
  const place = { nonce, step: recipientStep, number: 1, mayGoBack: search !== undefined };
  const about = { recipients, total: matching.length, ...(search && { search }) };
  return { kind: 'recipient', place, about };
}

/** What a reply to the question means. */
export type Picked =
  | { readonly kind: 'known'; readonly recipient: KnownRecipient; readonly label: string }
  | { readonly kind: 'new'; readonly label: string }
  | { readonly kind: 'narrowed'; readonly search: string }
  | { readonly kind: 'wrong'; readonly remark: string };

/** Judges a reply to the question: a tap, a name or some of its letters. */
export function pickRecipient(
  known: readonly KnownRecipient[],
  reply: Reply,
  { send }: Messages,
): Picked {
  const pick = (recipient: KnownRecipient): Picked => {
    return { kind: 'known', recipient, label: send.recipientName(lineOf(recipient.payee)) };
  };
  if (reply.kind === 'other') return { kind: 'wrong', remark: send.typeOrTap() };
  if (reply.kind === 'choice') {
    if (reply.token === newToken) return { kind: 'new', label: send.somebodyNew() };
    const tapped = known.find(({ id }) => id === reply.token);
    return tapped ? pick(tapped) : { kind: 'wrong', remark: send.noLongerOffered('') };
  }
  const typed = reply.text.trim();
  const [first, second] = matchesOf(known, typed);
  if (first && !second) return pick(first);
  if (first) return { kind: 'narrowed', search: typed.slice(0, 40) };
  const meansNew = typed !== '' && matchOptions([newOption], typed).length > 0;
  return meansNew
    ? { kind: 'new', label: send.somebodyNew() }
    : { kind: 'wrong', remark: send.nothingMatches(reply.text, 'recipient') };
}

const newOption = { value: newToken, label: 'Somebody new person else' };

/** A draft with the answers of a recipient, and a sentence when one of them does not do any more. */
export function draftFor(
  { payee, currency, fields, checkedAtMs }: KnownRecipient,
  before: SendDraft,
  configuration: Configuration,
  { send }: Messages,
  nowMs: number,
): { readonly draft: SendDraft; readonly remark?: string } {
  const begun: SendDraft = { ...fresh(before), to: 'new' };
  const inCountry = configuration.corridors.filter(
    ({ country }) => country.code === payee.countryCode,
  );
  const corridor = inCountry.find((one) => one.currency === currency);
  if (!corridor) {
    const draft = inCountry.length > 0 ? { ...begun, country: payee.countryCode } : begun;
    return {
      draft,
      remark: send.noLongerOffered(
        inCountry.length > 0 ? currency : send.countryName(payee.countryCode, payee.countryName),
      ),
    };
  }
  const placed: SendDraft = { ...begun, country: payee.countryCode, corridor: corridor.key };
  const way = corridor.ways.find(({ kind }) => kind === payee.kind);
  if (!way) return { draft: placed, remark: send.noLongerOffered(send.wayName(payee.kind)) };
  const onWay: SendDraft = { ...placed, way: way.kind };
  const institution = way.institutions.find(({ code }) => code === payee.institutionCode);
  if (!institution) return { draft: onWay, remark: send.noLongerOffered(payee.institutionName) };

  const name = { accountName: payee.accountName, checked: payee.nameChecked, atMs: checkedAtMs };
  const isFresh = nowMs - checkedAtMs < nameHoldsMs;
  const filled: SendDraft = {
    ...onWay,
    to: 'known',
    institution: institution.code,
    institutionName: institution.name,
    fields,
    recipientId: payee.recipientId,
    ...(isFresh ? { name } : { earlierName: name }),
  };
  return judged(filled, configuration, (field) =>
    send.answerNoLongerFits(send.fieldName(field), institution.name),
  );
}

/** Takes out the answers that break a rule of today; Chessa's recipient goes with them. */
function judged(
  filled: SendDraft,
  configuration: Configuration,
  remarkOn: (field: Field) => string,
): { readonly draft: SendDraft; readonly remark?: string } {
  let draft = filled;
  let remark: string | undefined;
  for (;;) {
    const stale = staleField(draft, configuration);
    if (!stale) break;
    draft = without(draft, stale);
    remark ??= remarkOn(stale.field);
  }
  const open = nextStep(draft, configuration)?.kind;
  const { recipientId, ...kept } = draft;
  return { draft: open === 'field' ? kept : draft, ...(remark && { remark }) };
}

/**
 * What a repeated look at a recipient's name leads to: the same name, or none to be had, is taken
 * without a question; another one is shown.
 */
export function afterRepeatedCheck(
  draft: SendDraft,
  enquiry: NonNullable<SendDraft['enquiry']>,
): { readonly draft: SendDraft; readonly changed: boolean } {
  const { earlierName, recipientId, ...kept } = draft;
  const found = enquiry.accountName;
  if (!earlierName) return { draft: { ...draft, enquiry }, changed: false };
  const same = !found || plain(found) === plain(earlierName.accountName);
  if (!same) return { draft: { ...kept, enquiry }, changed: true };
  const name = found ? { accountName: found, checked: true } : earlierName;
  return { draft: { ...kept, ...(recipientId && { recipientId }), name, enquiry }, changed: false };
}

/**
 * Where a later question stands, counted with this one. With somebody known only what is still
 * open counts.
 */
export function placeAfterRecipient(
  place: Place,
  draft: SendDraft,
  configuration: Configuration,
): Place {
  if (!draft.to) return place;
  const { number = 0, of, ...where } = place;
  const at = { ...where, mayGoBack: true };
  if (draft.to === 'new') return { ...at, number: number + 1, ...(of && { of: of + 1 }) };
  const isMoney = draft.name !== undefined && chosen(draft, configuration).institution;
  // What else of theirs has to be answered once more, nobody can tell beforehand.
  return isMoney ? { ...at, number: draft.amount ? 3 : 2, of: 3 } : at;
}

/** Goes back to this question, or to "somebody new" from what was answered after it. */
export function backToRecipient(draft: SendDraft): SendDraft | undefined {
  const atStart = draft.to === 'new' && draft.country === undefined;
  const known = draft.to === 'known' && !draft.amount && !draft.search && !draft.repeated;
  return atStart || known ? { ...fresh(draft), to: 'ask' } : undefined;
}

/** Those of them whom typed letters may mean: of a name, a bank, the end of a number. */
export function matchesOf(
  known: readonly KnownRecipient[],
  typed: string,
): readonly KnownRecipient[] {
  const options = known.map(({ id, payee }) => ({
    value: id,
    label: `${payee.accountName} ${payee.institutionName} ${payee.accountNumber.slice(-4)}`,
  }));
  const byId = new Map(known.map((one) => [one.id, one]));
  return matchOptions(options, typed).flatMap(({ value }) => byId.get(value) ?? []);
}

function lineOf({ accountName, institutionName, accountNumber }: KnownRecipient['payee']) {
  return { accountName, institutionName, accountNumber };
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

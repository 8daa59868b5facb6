/** What one question of `/send` offers: plain JSON, so that it can cross into a conversation. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Configuration, Limits, Way } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Field, Option } from '../../domain/field.ts';
import { dependentsOf } from '../../domain/open-fields.ts';
import { matchOptions } from '../../domain/search.ts';
import type {
  AmountQuestion,
  Messages,
  Page,
  PayeeLine,
  Place,
  RecipientQuestion,
} from '../../text/messages.ts';
import type { Screen } from '../../text/screen.ts';
import { limitsOf, otherLimitsOf } from './limits.ts';
import { nameOfCountry, type Offered, shownOptionsOf } from './options.ts';
import { accountField, chosen, type Step, steps } from './steps.ts';

/** One question, as data: what its screen needs. */
export type Question = { readonly place: Place } & (
  | { readonly kind: 'recipient'; readonly about: RecipientQuestion }
  | { readonly kind: 'country'; readonly page: Page }
  | { readonly kind: 'currency'; readonly page: Page; readonly country: string }
  | {
      readonly kind: 'way';
      readonly page: Page;
      readonly country: string;
      readonly limits?: Limits;
    }
  | { readonly kind: 'institution'; readonly page: Page; readonly way: Way['kind'] }
  | {
      readonly kind: 'field';
      readonly field: Field;
      readonly institution: string;
      readonly page?: Page;
      readonly delayed?: boolean;
    }
  | { readonly kind: 'confirm_name'; readonly payee: PayeeLine }
  | { readonly kind: 'repeat_number'; readonly institution: string; readonly label: string }
  | { readonly kind: 'holder'; readonly institution: string }
  | { readonly kind: 'amount'; readonly about: AmountQuestion }
  | { readonly kind: 'pay'; readonly page: Page }
);

const perPage = 8;

/** The screen of a question in a person's language. */
export function screenOf({ send }: Messages, question: Question): Screen {
  const { place } = question;
  switch (question.kind) {
    case 'recipient':
      return send.askRecipient(place, question.about);
    case 'country':
      return send.askCountry(place, question.page);
    case 'currency':
      return send.askCurrency(place, question.page, question.country);
    case 'way':
      return send.askWay(place, question.page, question.country, question.limits);
    case 'institution':
      return send.askInstitution(place, question.page, question.way);
    case 'field':
      return send.askField(
        place,
        question.field,
        question.institution,
        question.page,
        question.delayed,
      );
    case 'confirm_name':
      return send.confirmName(place, question.payee);
    case 'repeat_number':
      return send.repeatNumber(place, question.institution, question.label);
    case 'holder':
      return send.askName(place, question.institution);
    case 'amount':
      return send.askAmount(place, question.about);
    case 'pay':
      return send.askPay(place, question.page);
  }
}

/** The question for a step of a draft. `estimate` is today's rate, where it is known. */
export function questionFor(
  step: Step,
  draft: SendDraft,
  rules: Offered,
  estimate?: AmountQuestion['estimate'],
): Question {
  const { configuration, assets, messages } = rules;
  const place = placeOf(step, draft, configuration);
  const { corridor, way, institution, fields } = chosen(draft, configuration);
  const page = pageOf(shownOptionsOf(step, draft, rules), draft.search, 0);
  const country = nameOfCountry(draft.country, rules);
  switch (step.kind) {
    case 'country':
      return { kind: 'country', place, page };
    case 'currency':
      return { kind: 'currency', place, page, country };
    case 'way':
      return { kind: 'way', place, page, country, limits: corridor?.limits };
    case 'institution':
      return { kind: 'institution', place, page, way: way?.kind ?? 'other' };
    case 'field': {
      const { options, pattern, optionsBy, when, ...field } = step.field;
      const name = institution?.name ?? '';
      const delayed = institution?.delayed === true && field.key === accountField(fields)?.key;
      const asked = { kind: 'field', place, field, institution: name } as const;
      return { ...asked, ...(options && { page }), ...(delayed && { delayed }) };
    }
    case 'name':
      return nameQuestion(place, draft, institution?.name ?? '', accountField(fields), messages);
    case 'amount': {
      const names = [...new Set(assets.map(({ asset }) => asset))];
      const limits = limitsOf(draft, configuration);
      const currency = corridor?.currency ?? '';
      const otherLimits = otherLimitsOf(draft, configuration);
      const payee = payeeOf(draft.name, institution?.name ?? '', draft, accountField(fields));
      const about = { payee, currency, assets: names, limits, otherLimits, estimate };
      return { kind: 'amount', place, about };
    }
    case 'pay':
      return { kind: 'pay', place, page };
  }
}

function nameQuestion(
  place: Place,
  draft: SendDraft,
  institution: string,
  account: Field | undefined,
  { send }: Messages,
): Question {
  const payee = payeeOf(draft.enquiry, institution, draft, account);
  if (payee) return { kind: 'confirm_name', place, payee };
  if (draft.repeated) return { kind: 'holder', place, institution };
  const label = account ? send.fieldName(account) : '';
  return { kind: 'repeat_number', place, institution, label };
}

/** The account of a draft under a name that was found or given; nothing without a name. */
function payeeOf(
  named: { readonly accountName?: string } | undefined,
  institutionName: string,
  draft: SendDraft,
  account: Field | undefined,
): PayeeLine | undefined {
  const accountName = named?.accountName;
  if (!accountName) return undefined;
  return { accountName, institutionName, accountNumber: draft.fields[account?.key ?? ''] ?? '' };
}

/** Names a step in callback data. */
export function stepName(step: Step): string {
  return step.kind === 'field' ? `field-${tokenOf(step.field.key)}` : step.kind;
}

function placeOf(step: Step, draft: SendDraft, configuration: Configuration): Place {
  const all = steps(draft, configuration);
  const number = all.findIndex((other) => stepName(other) === stepName(step)) + 1;
  return {
    nonce: draft.nonce,
    step: stepName(step),
    number,
    ...(isCountSettled(draft, configuration) && { of: all.length }),
    mayGoBack: number > 1,
  };
}

/**
 * Whether the number of questions is certain: the institution is chosen, and no answer that is still
 * to come opens or closes another field. Until then a count would shrink or grow on the way.
 */
function isCountSettled(draft: SendDraft, configuration: Configuration): boolean {
  const { institution, fields } = chosen(draft, configuration);
  const among = institution?.fields ?? [];
  const decides = ({ key, refresh }: Field) =>
    refresh === true || dependentsOf(key, among).size > 0;
  const open = fields.filter(({ key }) => draft.fields[key] === undefined);
  return institution !== undefined && !open.some(decides);
}

/** One page of what is offered, narrowed by what was typed. */
export function pageOf(options: readonly Option[], search: string | undefined, page: number): Page {
  const matching = search ? matchOptions(options, search) : options;
  const pages = Math.max(1, Math.ceil(matching.length / perPage));
  const shown = Math.min(page, pages - 1);
  const choices = matching
    .slice(shown * perPage, (shown + 1) * perPage)
    .map(({ value, label }) => ({ token: tokenOf(value), label }));
  return { choices, page: shown, pages, total: matching.length, ...(search && { search }) };
}

/** A short name for a value in callback data: itself where it is short and plain, else its hash. */
export function tokenOf(value: string): string {
  const plain = /^[\w-]{1,16}$/.test(value) && value !== 'skip';
  return plain ? value : bytesToHex(sha256(utf8ToBytes(value))).slice(0, 12);
}

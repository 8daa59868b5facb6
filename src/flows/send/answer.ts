/**
 * What a reply to a question of `/send` means: a new draft, or a sentence about what is wrong.
 * Pure; the configuration of this moment is the judge, not the one that the question was made of.
 */
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import { checkAnswer, type Field, type Option } from '../../domain/field.ts';
import { fiatDecimals, parseAmount } from '../../domain/money.ts';
import { matchOptions } from '../../domain/search.ts';
import { coinDecimals } from '../../domain/tokens.ts';
import { meaningOf } from '../../text/messages-for.ts';
import { isOutside, limitsIn } from './limits.ts';
import { type Offered, optionsOf, payable } from './options.ts';
import { tokenOf } from './question.ts';
import { accountField, chosen, fresh, plainName, type Step, without } from './steps.ts';
import { splitAmount, unitOf } from './typed-amount.ts';

/** What a person did with a question. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly token: string }
  /** A sticker, a photo, a voice message. */
  | { readonly kind: 'other' };

/** What a reply led to. `label` is what was chosen, to be left visible above. */
export type Answered =
  | { readonly kind: 'taken'; readonly draft: SendDraft; readonly label?: string }
  | { readonly kind: 'narrowed'; readonly draft: SendDraft }
  | { readonly kind: 'wrong'; readonly remark: string };

/** What an answer is judged by. */
export type Rules = Offered;

/** Judges one reply to one step of a draft. */
export function answer(step: Step, draft: SendDraft, reply: Reply, rules: Rules): Answered {
  if (reply.kind === 'other') return wrong(rules.messages.send.typeOrTap());
  switch (step.kind) {
    case 'field':
      if (!step.field.options) return typedField(step, draft, reply, rules);
      return choice(step, draft, reply, rules);
    case 'name':
      return nameAnswer(draft, reply, rules);
    case 'amount':
      return amountAnswer(draft, reply, rules);
    default:
      return choice(step, draft, reply, rules);
  }
}

function choice(step: Step, draft: SendDraft, reply: Reply, rules: Rules): Answered {
  const options = optionsOf(step, draft, rules);
  if (reply.kind === 'choice') {
    if (reply.token === 'skip' && isOptional(step)) return taken(step, draft, '', rules);
    const picked = options.find(({ value }) => tokenOf(value) === reply.token);
    return picked ? takenOption(step, draft, picked, rules) : wrong(gone(rules));
  }
  if (reply.kind !== 'text') return wrong(rules.messages.send.typeOrTap());
  const matching = matchOptions(options, reply.text);
  const [first, second] = matching;
  if (!first) return wrong(nothingMatches(step, reply.text, rules));
  if (!second) return takenOption(step, draft, first, rules);
  return { kind: 'narrowed', draft: { ...draft, search: reply.text.slice(0, 40) } };
}

function nothingMatches({ kind }: Step, search: string, { messages }: Rules): string {
  const isKnown = kind === 'country' || kind === 'institution' || kind === 'pay';
  return messages.send.nothingMatches(search, isKnown ? kind : 'other');
}

function takenOption(step: Step, draft: SendDraft, option: Option, rules: Rules): Answered {
  const institutionName = step.kind === 'institution' ? option.label : draft.institutionName;
  const named: SendDraft = { ...draft, ...(institutionName && { institutionName }) };
  const answered = taken(step, named, option.value, rules);
  if (answered.kind !== 'taken') return answered;
  return { ...answered, label: option.label };
}

function taken(step: Step, draft: SendDraft, value: string, rules: Rules): Answered {
  const { search, ...kept } = draft;
  return { kind: 'taken', draft: filled(withAnswer(step, kept, value), rules) };
}

function withAnswer(step: Step, draft: SendDraft, value: string): SendDraft {
  switch (step.kind) {
    case 'country':
      return { ...fresh(draft), country: value };
    case 'currency':
      return { ...draft, corridor: `${draft.country}:${value}` };
    case 'way':
      return { ...draft, way: value as NonNullable<SendDraft['way']> };
    case 'institution':
      return { ...draft, institution: value };
    case 'field': {
      const { fields, ...kept } = without(draft, step);
      return { ...kept, fields: { ...fields, [step.field.key]: value } };
    }
    case 'pay': {
      const [asset = '', chain = ''] = value.split(':');
      return { ...draft, pay: { asset, chain } };
    }
    case 'name':
    case 'amount':
      return draft;
  }
}

/** Takes what has only one possible answer: a country's only currency, way, bank, the only asset. */
export function filled(draft: SendDraft, rules: Omit<Rules, 'messages'>): SendDraft {
  const { configuration, assets } = rules;
  const corridors = configuration.corridors.filter(({ country }) => country.code === draft.country);
  const { corridor, way } = chosen(draft, configuration);
  const [onlyCorridor] = corridors;
  if (!draft.corridor && onlyCorridor && corridors.length === 1) {
    return filled({ ...draft, corridor: onlyCorridor.key }, rules);
  }
  const [onlyWay] = corridor?.ways ?? [];
  if (!draft.way && onlyWay && corridor?.ways.length === 1) {
    return filled({ ...draft, way: onlyWay.kind }, rules);
  }
  const [bank] = way?.institutions ?? [];
  if (!draft.institution && bank && way?.institutions.length === 1) {
    return filled({ ...draft, institution: bank.code, institutionName: bank.name }, rules);
  }
  const [only, second] = payable(draft, assets);
  return draft.amount && !draft.pay && only && !second ? { ...draft, pay: only } : draft;
}

function typedField(
  step: Extract<Step, { kind: 'field' }>,
  draft: SendDraft,
  reply: Reply,
  rules: Rules,
): Answered {
  if (reply.kind === 'choice') {
    const skips = reply.token === 'skip' && isOptional(step);
    return skips ? taken(step, draft, '', rules) : wrong(gone(rules));
  }
  if (reply.kind !== 'text') return wrong(rules.messages.send.typeOrTap());
  const checked = checkAnswer(step.field, reply.text, draft.country);
  if (checked.ok) return taken(step, draft, checked.value, rules);
  const { institution } = chosen(draft, rules.configuration);
  return wrong(
    rules.messages.send.fieldProblem(step.field, checked.failure, institution?.name ?? ''),
  );
}

function nameAnswer(draft: SendDraft, reply: Reply, rules: Rules): Answered {
  const { send } = rules.messages;
  const found = draft.enquiry?.accountName;
  if (found) return foundAnswer(draft, found, reply, rules);
  if (reply.kind !== 'text') return wrong(send.typeOrTap());
  const { fields } = chosen(draft, rules.configuration);
  const account = accountField(fields);
  if (!account) return wrong(gone(rules));
  if (!draft.repeated) {
    const again = checkAnswer(account, reply.text, draft.country);
    const same = again.ok && again.value === draft.fields[account.key];
    return same
      ? { kind: 'taken', draft: { ...draft, repeated: true } }
      : wrong(send.numbersDiffer());
  }
  const field = holderField(draft, rules.configuration);
  const holder = checkAnswer(field, reply.text);
  if (!holder.ok) return wrong(send.fieldProblem(field, holder.failure, ''));
  const name = { accountName: holder.value, checked: false };
  return { kind: 'taken', draft: { ...draft, name } };
}

/** The configuration's rules for the holder's name, or those of any name. */
function holderField(draft: SendDraft, configuration: Configuration): Field {
  const { institution } = chosen(draft, configuration);
  const own = institution?.fields.find(({ key }) => plainName(key) === 'accountname');
  const label = 'Name of the account holder';
  const any = { key: 'accountName', kind: 'text', minLength: 2, maxLength: 100 } as const;
  return { ...any, ...(own ?? { label, ours: true }), required: true };
}

function foundAnswer(draft: SendDraft, found: string, reply: Reply, rules: Rules): Answered {
  const said = reply.kind === 'choice' ? reply.token : yesOrNo(reply);
  if (said === 'yes') {
    const name = { accountName: found, checked: true };
    return { kind: 'taken', draft: { ...draft, name }, label: found };
  }
  if (said === 'no') return { kind: 'taken', draft: without(draft, { kind: 'name' }) };
  return wrong(rules.messages.send.tapOne());
}

function yesOrNo(reply: Reply): string | undefined {
  return reply.kind === 'text' ? meaningOf(reply.text) : undefined;
}

function amountAnswer(draft: SendDraft, reply: Reply, rules: Rules): Answered {
  const { send } = rules.messages;
  if (reply.kind !== 'text') return wrong(send.typeOrTap());
  const currency = chosen(draft, rules.configuration).corridor?.currency ?? '';
  const units = [currency, ...new Set(rules.assets.map(({ asset }) => asset))];
  const { digits, unit: typed } = splitAmount(reply.text);
  const unit = unitOf(typed, currency, units);
  if (!unit) return wrong(send.unknownUnit(typed, units));
  const { institution } = chosen(draft, rules.configuration);
  const side = unit === currency ? 'receive' : 'send';
  const decimals =
    side === 'send' ? coinDecimals(unit) : (institution?.amountDecimals ?? fiatDecimals(unit));
  const parsed = parseAmount(digits, decimals);
  if (!parsed.ok) return wrong(send.amountProblem(parsed.failure, unit));
  const limits = limitsIn(unit, draft, rules.configuration);
  if (limits && isOutside(parsed.value, limits)) {
    return wrong(send.outsideLimits(limits, parsed.value));
  }
  const { pay, recipientId, ...kept } = draft;
  const amount = { side, value: parsed.value, unit } as const;
  return {
    kind: 'taken',
    draft: filled({ ...kept, ...(recipientId && { recipientId }), amount }, rules),
  };
}

function isOptional(step: Step): boolean {
  return step.kind === 'field' && !step.field.required;
}

function gone(rules: Rules): string {
  return rules.messages.send.noLongerOffered('');
}

function wrong(remark: string): Answered {
  return { kind: 'wrong', remark };
}

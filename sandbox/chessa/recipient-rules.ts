/** Judges a new recipient by the very rules that the configuration shows. */
import { badRequest } from './refusal.ts';
import type { FieldRule, Institution, Rail, Route } from './route.ts';

/** Where an institution stands in the configuration. */
export interface Place {
  readonly route: Route;
  readonly rail: Rail;
  readonly institution: Institution;
}

/** Keys that every recipient may carry besides what its rail asks for. */
const ALWAYS_ALLOWED = ['type', 'country', 'currency', 'code', 'accountNumber', 'accountName'];

/** Finds an institution by its code; several routes may share it. */
export function placesOf(routes: readonly Route[], code: string): readonly Place[] {
  return routes.flatMap((route) =>
    route.rails.flatMap((rail) =>
      rail.institutions
        .filter((institution) => institution.code === code)
        .map((institution) => ({ route, rail, institution })),
    ),
  );
}

/**
 * Checks a recipient as sent.
 * @returns where it belongs; throws a 400 that names the first thing wrong
 */
export function checkRecipient(
  routes: readonly Route[],
  body: Readonly<Record<string, string>>,
): Place {
  const missing = ['type', 'country', 'currency', 'code'].filter((key) => !body[key]);
  if (missing[0]) throw badRequest(`${missing[0]} is required`, complaints(missing, 'is required'));

  const candidates = placesOf(routes, body.code ?? '').filter(
    ({ route }) => route.country.code === body.country,
  );
  const place = candidates.find(({ route }) => route.currency.code === body.currency);
  if (!place) throw badRequest(whyNoPlace(candidates, body), { code: 'is not available' });
  if (place.institution.closed)
    throw badRequest(`code ${body.code} is closed at the moment`, { code: 'is closed' });
  if (place.rail.type !== body.type) {
    throw badRequest(`type must be ${place.rail.type} for ${place.institution.code}`, {
      type: `must be ${place.rail.type}`,
    });
  }
  checkFields(place.rail, body);
  return place;
}

/** Why a value breaks a rule, or nothing. @param body the other answers, for rules that depend */
export function complaintAbout(
  rule: FieldRule,
  value: string,
  body: Readonly<Record<string, string>> = {},
): string | undefined {
  return (
    choiceComplaint(rule, value, body) ?? lengthComplaint(rule, value) ?? formComplaint(rule, value)
  );
}

function choiceComplaint(
  rule: FieldRule,
  value: string,
  body: Readonly<Record<string, string>>,
): string | undefined {
  if (rule.constant !== undefined && value !== rule.constant) return `must be ${rule.constant}`;
  const options = rule.optionsBy
    ? (rule.optionsBy.options[body[rule.optionsBy.key] ?? ''] ?? [])
    : rule.options;
  if (options && !options.some(({ id }) => id === value)) return 'is not an option';
  return undefined;
}

function lengthComplaint(rule: FieldRule, value: string): string | undefined {
  if (rule.minLength !== undefined && value.length < rule.minLength)
    return `must have at least ${rule.minLength} characters`;
  if (rule.maxLength !== undefined && value.length > rule.maxLength)
    return `must have at most ${rule.maxLength} characters`;
  return undefined;
}

const FORMS = {
  digits: [/^\d+$/, 'must be digits'],
  phone: [/^\+?\d{8,15}$/, 'must be a phone number'],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'],
  date: [/^\d{4}-\d{2}-\d{2}$/, 'must be a date'],
  text: [/^/, ''],
  choice: [/^/, ''],
} as const;

function formComplaint(rule: FieldRule, value: string): string | undefined {
  const [form, complaint] = FORMS[rule.kind];
  if (!form.test(value)) return complaint;
  if (rule.pattern !== undefined && !new RegExp(rule.pattern).test(value))
    return 'has a wrong form';
  if (rule.number && !isStep(rule.number, Number(value))) return 'is out of range';
  return undefined;
}

function isStep({ min, max, step }: NonNullable<FieldRule['number']>, value: number): boolean {
  return value >= min && value <= max && Number.isInteger((value - min) / step);
}

function checkFields(rail: Rail, body: Readonly<Record<string, string>>): void {
  const rules = new Map(rail.fields.map((rule) => [rule.key, rule]));
  const found: Record<string, string> = {};
  for (const rule of rail.fields) {
    if (body[rule.key] === undefined && isNeeded(rule, body)) found[rule.key] = 'is required';
  }
  for (const [key, value] of Object.entries(body)) {
    const rule = rules.get(key);
    if (key === rail.institutionKey && rail.listing === 'options' && value === body.code) continue;
    if (!rule && !ALWAYS_ALLOWED.includes(key)) found[key] = 'should not exist';
    else if (value === '') found[key] = 'should not be empty';
    else if (rule) Object.assign(found, named(key, complaintAbout(rule, value, body)));
  }
  if (!body.accountNumber) found.accountNumber = 'is required';
  const [first] = Object.entries(found);
  if (first) throw badRequest(`${first[0]} ${first[1]}`, found);
}

function isNeeded(rule: FieldRule, body: Readonly<Record<string, string>>): boolean {
  return rule.required && (rule.when === undefined || body[rule.when.key] === rule.when.is);
}

function whyNoPlace(candidates: readonly Place[], body: Readonly<Record<string, string>>): string {
  if (candidates.length > 0) return `currency ${body.currency} is not available for ${body.code}`;
  return `code ${body.code} is not available in ${body.country}`;
}

function named(key: string, complaint: string | undefined): Record<string, string> {
  return complaint === undefined ? {} : { [key]: complaint };
}

function complaints(keys: readonly string[], complaint: string): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, complaint]));
}

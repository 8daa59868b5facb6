/**
 * `GET /v1/configurations` as corridors. No body of it is documented, so every spelling that is
 * known of comparable services is read, and one broken route never hides another.
 */
import type { Configuration, Corridor, Institution, Way } from '../domain/corridor.ts';
import type { Steps } from '../domain/paced.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { institutionOptions, prepareSearch } from '../domain/search.ts';
import type { Reading } from './configuration-field.ts';
import { hashSteps } from './configuration-hash.ts';
import { findLabel, findList, findText, isOpen, type Keys, keysOf } from './configuration-keys.ts';
import { readLimits, tightest } from './configuration-limits.ts';
import { type Method, readMethod } from './configuration-method.ts';
import { createPatternReader } from './configuration-pattern.ts';
import { createNoteKeys } from './configuration-unknown.ts';
import type { Failure } from './failure.ts';
import { code, type Report } from './wire-values.ts';

const maxOptions = 50_000;
const maxRoutes = 5_000;

/**
 * Translates the body (parsed, numbers as text). Routes that make no sense are left out and
 * reported; the whole is `unavailable` when it holds no list of routes, none that makes sense, or
 * more than 50,000 options. Corridors come by country name, institutions as the provider lists
 * them.
 */
export function* configurationSteps(
  body: unknown,
  report: Report,
): Steps<Result<Configuration, Failure>> {
  const routes = findRoutes(body);
  const problem = (why: string) => {
    report('configuration_refused', { why });
    return refused({ kind: 'unavailable' } as const);
  };
  if (!routes) return problem('no_routes');
  if (routes.length > maxRoutes) return problem('too_many_routes');
  let options = 0;
  const reading: Reading = {
    report,
    pattern: createPatternReader(report),
    note: createNoteKeys(report),
    lists: new Map(),
    count: (more) => {
      options += more;
    },
  };
  const corridors = new Map<string, Corridor[]>();
  for (const route of routes) {
    yield;
    const corridor = yield* readRoute(route, reading);
    if (options > maxOptions) return problem('too_many_options');
    if (!corridor) continue;
    const same = corridors.get(corridor.key);
    if (same) same.push(corridor);
    else corridors.set(corridor.key, [corridor]);
  }
  if (corridors.size === 0 && routes.length > 0) return problem('no_route_makes_sense');
  const open = [...corridors.values()].flatMap(merged).filter(({ ways }) => ways.length > 0);
  const sorted = open.sort(byCountry);
  for (const { institutions } of sorted.flatMap(({ ways }) => ways)) {
    yield* prepareSearch(institutionOptions(institutions));
  }
  return ok({ hash: yield* hashSteps(sorted), corridors: sorted });
}

/** The list of routes under any of its known roots. */
function findRoutes(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  const root = keysOf(body);
  const inner = ['configurations', 'data', 'configuration'].map((name) => root?.get(name));
  const lists = [
    root?.get('payouts'),
    ...inner.map((one) => keysOf(one)?.get('payouts')),
    ...inner,
  ];
  return lists.find((list) => Array.isArray(list));
}

/** A corridor without ways where everything is closed; `undefined`, and a report, for nonsense. */
function* readRoute(value: unknown, reading: Reading): Steps<Corridor | undefined> {
  const keys = keysOf(value);
  const problem = (why: string, key = '') => {
    reading.report('route_skipped', { why, route: key });
    return undefined;
  };
  if (!keys) return problem('no_object');
  reading.note('route', keys);
  const country = readCountry(keys);
  const currency = (
    code.parse(keys.get('currency')) ?? findText(keys, 'currencycode')
  )?.toUpperCase();
  if (!country) return problem('no_country');
  if (!currency || !/^[A-Z][A-Z0-9]{1,9}$/.test(currency))
    return problem('no_currency', country.code);
  const key = `${country.code}:${currency}`;
  const limits = readLimits(keys, currency);
  const empty: Corridor = { key, country, currency, limits, ways: [] };
  if (!isOpen(keys)) return empty;
  const list = findList(keys, 'methods', 'payoutmethods');
  if (!list) return problem('no_methods', key);
  reading.count(list.length);
  const methods: Method[] = [];
  for (const [index, one] of list.entries()) {
    yield;
    const method = yield* readMethod(one, { route: keys, currency, limits }, reading);
    if (method) methods.push(method);
    else reading.report('method_skipped', { route: key, index: String(index) });
  }
  return methods.length > 0 ? { ...empty, ways: toWays(methods) } : problem('no_method', key);
}

/** Methods of one kind are one way; an institution that two of them have is taken once. */
function toWays(methods: readonly Method[]): Way[] {
  return (['bank', 'mobile_money', 'other'] as const).flatMap((kind) => {
    const same = methods.filter((method) => method.kind === kind);
    const institutions = new Map<string, Institution>();
    for (const institution of same.flatMap((method) => method.institutions)) {
      if (!institutions.has(institution.code)) institutions.set(institution.code, institution);
    }
    const labels = new Set(same.map(({ label }) => label));
    const label = labels.size === 1 ? same[0]?.label : undefined;
    return institutions.size > 0 ? [{ kind, label, institutions: [...institutions.values()] }] : [];
  });
}

/** Several routes of one country and currency: where their limits differ, institutions carry them. */
function merged(routes: readonly Corridor[]): Corridor[] {
  const [first, ...others] = routes;
  if (!first || others.length === 0) return first ? [first] : [];
  const alike = new Set(routes.map(({ limits }) => JSON.stringify(limits))).size === 1;
  const methods = routes.flatMap(({ ways, limits }) =>
    ways.map(({ institutions, ...way }) => {
      const bound = institutions.map((one) => ({
        ...one,
        ...tightest([one.limits, one.otherLimits, limits], first.currency),
      }));
      return { ...way, institutions: alike ? institutions : bound };
    }),
  );
  return [{ ...first, limits: alike ? first.limits : undefined, ways: toWays(methods) }];
}

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function readCountry(keys: Keys): Corridor['country'] | undefined {
  const country = keys.get('country');
  const own = keysOf(country);
  const short = own ? findText(own, 'code', 'iso2', 'iso', 'alpha2', 'id') : code.parse(country);
  const written = (short ?? findText(keys, 'countrycode'))?.toUpperCase();
  if (!written || !/^[A-Z]{2}$/.test(written)) return undefined;
  const name = (own && findLabel(own, 'name', 'label')) ?? findLabel(keys, 'countryname');
  return { code: written, name: name ?? countryNames.of(written) ?? written };
}

const alphabet = new Intl.Collator('en');

function byCountry(a: Corridor, b: Corridor): number {
  return alphabet.compare(a.country.name, b.country.name) || alphabet.compare(a.key, b.key);
}

/** Institutions that are listed beside the fields of a method, or beside all methods of a route. */
import type { Way } from '../domain/corridor.ts';
import type { Steps } from '../domain/paced.ts';
import { texts } from './configuration-condition.ts';
import { findList, findText, type Keys, keysOf } from './configuration-keys.ts';
import { readOptions, type WireOption } from './configuration-option.ts';

const listNames = ['institutions', 'banks', 'providers', 'networks'];

/** Lists beside the methods that are for every method of a kind, without a word about it. */
const namesOfKind: Readonly<Record<Way['kind'], readonly string[]>> = {
  bank: ['banks'],
  mobile_money: ['providers', 'networks'],
  other: [],
};

/**
 * The institutions of a method: its own list, else the route's list for its kind, else the rows of
 * any other list of the route that name this method. `undefined` where there is no list; one of
 * which nothing is open is a list all the same, as the method's own code stands for none of it.
 */
export function* readListed(
  method: Keys,
  kind: Way['kind'],
  route: Keys,
  count: (options: number) => void,
): Steps<WireOption[] | undefined> {
  const own = listNames.map((name) => findList(method, name));
  const ofKind = namesOfKind[kind].map((name) => findList(route, name));
  const list = [...own, ...ofKind].find((one) => one !== undefined && one.length > 0);
  if (list) {
    const options = yield* readOptions(list, count);
    return options.filter((option) => belongs(option, method) !== false);
  }
  for (const name of listNames) {
    const options = yield* readOptions(findList(route, name), count);
    const named = options.filter((option) => belongs(option, method));
    if (named.length > 0) return named;
  }
  return undefined;
}

/** Whether a row says that it is for this method; `undefined` where it says nothing of methods. */
function belongs({ item }: WireOption, method: Keys): boolean | undefined {
  const option = keysOf(item);
  const names = ['channelids', 'channelid', 'methodids', 'methodid'];
  const told = names.flatMap((name) => texts(option?.get(name)));
  const own = [findText(method, 'id'), findText(method, 'code')];
  return told.length === 0 ? undefined : told.some((id) => own.includes(id));
}

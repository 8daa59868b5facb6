/** Configurations of one route, read as the program reads them. */
import type { Configuration } from '../../src/domain/corridor.ts';
import { readConfiguration, readJson } from '../chessa/wholly.ts';

/** A configuration with one route to Nigeria, in naira, unless `route` says otherwise. */
export function configurationOf(methods: readonly object[], route: object = {}): Configuration {
  const body = JSON.stringify([{ country: 'NG', currency: 'NGN', methods, ...route }]);
  const read = readConfiguration(readJson(body)?.value, () => undefined);
  if (!read.ok) throw new Error('refused');
  return read.value;
}

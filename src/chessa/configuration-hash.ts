/** A name for what a configuration says: it changes exactly when the content does. */
import { createHash } from 'node:crypto';
import type { Corridor } from '../domain/corridor.ts';
import type { Field } from '../domain/field.ts';
import type { Steps } from '../domain/paced.ts';

const institutionsAtOnce = 100;

/** The SHA-256 of the corridors in hex. Lists of fields that institutions share are read once. */
export function* hashSteps(corridors: readonly Corridor[]): Steps<string> {
  const hash = createHash('sha256');
  const lists = new Map<readonly Field[], string>();
  for (const { ways, ...corridor } of corridors) {
    yield;
    hash.update(JSON.stringify(corridor));
    for (const { institutions, ...way } of ways) {
      hash.update(JSON.stringify(way));
      for (const [index, { fields, ...institution }] of institutions.entries()) {
        if (index % institutionsAtOnce === 0) yield;
        const list = lists.get(fields) ?? (yield* hashFields(fields));
        lists.set(fields, list);
        hash.update(JSON.stringify(institution)).update(list);
      }
    }
  }
  return hash.digest('hex');
}

function* hashFields(fields: readonly Field[]): Steps<string> {
  const hash = createHash('sha256');
  for (const field of fields) {
    yield;
    hash.update(JSON.stringify(field));
  }
  return hash.digest('hex');
}

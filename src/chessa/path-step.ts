/** Names of things as steps of a path. */
import { isPathSafe } from './wire-order.ts';

/** One step of a path. Throws for what would lead elsewhere; ids are checked when they are read. */
export function pathStep(name: string): string {
  if (name === '' || !isPathSafe(name)) throw new Error('a name cannot stand in a path');
  return encodeURIComponent(name);
}

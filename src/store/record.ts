/** Records as sealed JSON: the one place where stored text becomes a typed value again. */
import type { KeyRing, SealContext } from './seal.ts';

/** Seals a plain value as JSON, bound to its place. */
export function sealRecord(ring: KeyRing, context: SealContext, value: unknown): string {
  return ring.seal(context, JSON.stringify(value));
}

/** The same, made smaller first. */
export function sealPackedRecord(ring: KeyRing, context: SealContext, value: unknown): string {
  return ring.sealPacked(context, JSON.stringify(value));
}

/**
 * Opens a record that {@link sealRecord} or
 * {@link sealPackedRecord} wrote for the same place. The type is taken on trust:
 * only this program holds the key, and the seal proves that it wrote this text. Fields that a
 * newer version added are kept. Throws `SealBroken` when the text was changed or moved.
 */
export function openRecord<T>(ring: KeyRing, context: SealContext, envelope: string): T {
  return JSON.parse(ring.open(context, envelope)) as T;
}

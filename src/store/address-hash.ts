/** An address as the stores look it up. */
import { checkAddress } from '../domain/chain.ts';
import type { PayTo } from '../domain/transfer.ts';
import type { Sealer } from './seal.ts';

/** The hash of an address in its chain's canonical form, so that `0xAB…` and `0xab…` are one. */
export function addressHash(sealer: Sealer, { chain, address, tag }: PayTo): string {
  const checked = checkAddress(chain, address);
  const canonical = checked.ok ? checked.value : address;
  return sealer.lookup('address', JSON.stringify([chain, canonical, tag ?? '']));
}

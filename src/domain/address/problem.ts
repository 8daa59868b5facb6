/** Why text is no address of a chain. */
export type AddressProblem =
  | { readonly kind: 'empty' }
  /** Characters that this chain's addresses never hold. */
  | { readonly kind: 'alphabet' }
  | { readonly kind: 'length' }
  | { readonly kind: 'checksum' }
  /** It is an address, of this other chain or family. */
  | { readonly kind: 'other_chain'; readonly looksLike: string }
  /** A program, token or zero address: nobody can receive there. */
  | { readonly kind: 'not_a_wallet' };

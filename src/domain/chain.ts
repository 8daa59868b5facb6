/** Chains: addresses, tags, payment links, explorers. Adding a chain is one entry in the list. */
import { checkBitcoin } from './address/bitcoin.ts';
import { checkEvm, isOneCase } from './address/evm.ts';
import { findForeignChain } from './address/foreign.ts';
import type { AddressProblem } from './address/problem.ts';
import { checkSolana } from './address/solana.ts';
import { checkTron } from './address/tron.ts';
import { type ChainName, type Family, getChain } from './chain-list.ts';
import type { Money } from './money.ts';
import { bitcoinLink, isPayable, solanaPayLink, tokenTransferLink } from './payment-link.ts';
import { ok, type Result, refused } from './result.ts';
import { withoutInvisible } from './typed.ts';

export type { AddressProblem } from './address/problem.ts';
export { type ChainName, chains, findChain } from './chain-list.ts';

/** Why a tag does not do. */
export type TagProblem = { readonly kind: 'missing' } | { readonly kind: 'not_used' };

const families: Record<
  Family,
  { readonly title: string; readonly check: (text: string) => Result<string, AddressProblem> }
> = {
  solana: { title: 'Solana', check: checkSolana },
  tron: { title: 'Tron', check: checkTron },
  evm: { title: 'Ethereum or BNB Chain', check: checkEvm },
  bitcoin: { title: 'Bitcoin', check: checkBitcoin },
};

/**
 * Brings a pasted address to plain characters, once: NFKC, no invisible or bidirectional
 * characters, no space around it. What then is outside a chain's alphabet is refused by
 * {@link checkAddress}, so look-alike letters and words around the address never pass.
 */
export function cleanAddress(text: string): string {
  return withoutInvisible(text).normalize('NFKC').trim();
}

/**
 * Checks that text is a wallet address of a chain: alphabet, length, checksum, and that somebody
 * may hold its key. Returns the canonical form (EVM: EIP-55; segwit: lower case).
 * An address of another family is `other_chain`, named in words.
 */
export function checkAddress(chain: ChainName, text: string): Result<string, AddressProblem> {
  const address = cleanAddress(text);
  if (address === '') return refused({ kind: 'empty' });
  const { family } = getChain(chain);
  const own = families[family].check(address);
  if (own.ok || own.failure.kind === 'not_a_wallet') return own;
  const looksLike = findOtherFamily(address) ?? findForeignChain(address);
  return looksLike ? refused({ kind: 'other_chain', looksLike }) : own;
}

/**
 * The wallet addresses of a chain that stand in a sentence, as they were typed, each once. Only
 * space and the marks of a sentence part words: a word with a letter too many, or one that merely
 * looks like another, is none.
 */
export function addressesIn(chain: ChainName, sentence: string): readonly string[] {
  const found = new Map<string, string>();
  for (const word of cleanAddress(sentence).split(/[\s,;:!?()[\]<>"'“”„«»‘’]+/u)) {
    const bare = word.replace(/^\.+|\.+$/g, '');
    const checked = bare.length < shortestAddress ? undefined : checkAddress(chain, bare);
    if (checked?.ok) found.set(checked.value, bare);
  }
  return [...found.values()];
}

const shortestAddress = 20;

/** Tells whether a wallet address came in a form in which no check would notice a wrong letter. */
export function lacksChecksum(chain: ChainName, text: string): boolean {
  return getChain(chain).family === 'evm' && isOneCase(cleanAddress(text));
}

/**
 * Tells whether two texts are the same address of a chain, by canonical form. Text that is no
 * address equals only itself.
 */
export function sameAddress(chain: ChainName, a: string, b: string): boolean {
  return a === b || canonicalOf(chain, a) === canonicalOf(chain, b);
}

/**
 * Checks a memo or destination tag by the chain's rule; empty text counts as none.
 * `missing` where one is required, `not_used` on chains that know none.
 */
export function checkTag(
  chain: ChainName,
  tag: string | undefined,
): Result<string | undefined, TagProblem> {
  const { tagRule } = getChain(chain);
  const value = cleanAddress(tag ?? '') || undefined;
  if (value && tagRule === 'none') return refused({ kind: 'not_used' });
  if (!value && tagRule === 'required') return refused({ kind: 'missing' });
  return ok(value);
}

/** An address in groups of four letters, so that eyes can compare it. For reading, not copying. */
export function inGroups(address: string): string {
  return (address.match(/.{1,4}/gu) ?? []).join(' ');
}

/**
 * What a payment QR holds: a Solana Pay, EIP-681 or BIP-21 link where the asset is known on that
 * chain, the plain address elsewhere. Never a link that would lose a tag or round the amount.
 */
export function paymentLink(
  payTo: { readonly chain: ChainName; readonly address: string; readonly tag?: string },
  send: Money,
): string {
  const { family, chainId, tokens } = getChain(payTo.chain);
  if (payTo.tag) return payTo.address;
  if (family === 'bitcoin' && send.currency === 'BTC' && isPayable(send.amount, 8)) {
    return bitcoinLink(payTo.address, send.amount);
  }
  const token = tokens.find(({ asset }) => asset === send.currency);
  if (!token || !isPayable(send.amount, token.decimals)) return payTo.address;
  if (family === 'solana') return solanaPayLink(payTo.address, token, send.amount);
  if (chainId === undefined) return payTo.address;
  return tokenTransferLink(payTo.address, token, send.amount, chainId);
}

/** The explorer's page of an address. */
export function explorerAddressUrl(chain: ChainName, address: string): string {
  return getChain(chain).explorer.address + encodeURIComponent(address);
}

/**
 * The explorer's page of a transaction; `undefined` where the text does not look like a hash or
 * signature, so that nothing from outside becomes a link of another kind.
 */
export function explorerTransactionUrl(chain: ChainName, hash: string): string | undefined {
  const looksRight = /^(?:0x)?[0-9a-fA-F]{64}$|^[1-9A-HJ-NP-Za-km-z]{64,90}$/.test(hash);
  return looksRight ? getChain(chain).explorer.transaction + hash : undefined;
}

function findOtherFamily(address: string): string | undefined {
  const found = Object.values(families).find(({ check }) => {
    const result = check(address);
    return result.ok || result.failure.kind === 'not_a_wallet';
  });
  return found?.title;
}

function canonicalOf(chain: ChainName, text: string): string {
  const checked = checkAddress(chain, text);
  return checked.ok ? checked.value : cleanAddress(text);
}

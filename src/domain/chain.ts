/** Chains: addresses, tags, explorers. Adding a chain is one entry. */
import { checkBitcoin } from './address/bitcoin.ts';
import { checkEvm } from './address/evm.ts';
import type { AddressProblem } from './address/problem.ts';
import { checkSolana } from './address/solana.ts';
import { checkTron } from './address/tron.ts';
import type { Money } from './money.ts';
import { bitcoinLink, isPayable, solanaPayLink, tokenTransferLink } from './payment-link.ts';
import { ok, type Result, refused } from './result.ts';
import {
  arbitrumTokens,
  baseTokens,
  bnbTokens,
  ethereumTokens,
  polygonTokens,
  solanaTokens,
  type Token,
} from './tokens.ts';
import { withoutInvisible } from './typed.ts';

export type { AddressProblem } from './address/problem.ts';

/** The provider's exact name of a chain that this program can check. */
export type ChainName =
  | 'Solana'
  | 'Tron'
  | 'BNB Chain'
  | 'Ethereum'
  | 'Polygon'
  | 'Base'
  | 'Arbitrum'
  | 'Bitcoin';

/** Chains whose addresses look the same. */
type Family = 'solana' | 'tron' | 'evm' | 'bitcoin';

/** One chain. */
export interface Chain {
  readonly name: ChainName;
  /** Other names for it that people and providers use. */
  readonly aliases: readonly string[];
  readonly family: Family;
  /** The name for people, with the token standard by which exchanges know it. */
  readonly title: string;
  /** Whether an address goes with a memo or destination tag. */
  readonly tagRule: 'none' | 'optional' | 'required';
  /** EIP-155 id, for payment links. */
  readonly chainId?: number;
  readonly tokens: readonly Token[];
  /** Beginnings of explorer links; an address or a hash completes them. */
  readonly explorer: { readonly address: string; readonly transaction: string };
}

/** Why a tag does not do. */
export type TagProblem = { readonly kind: 'missing' } | { readonly kind: 'not_used' };

/** Every chain that this program can check. */
export const chains: readonly Chain[] = [
  {
    name: 'Solana',
    aliases: ['SOL', 'SPL'],
    family: 'solana',
    title: 'Solana',
    tagRule: 'none',
    tokens: solanaTokens,
    explorer: explorerAt('https://solscan.io', 'account'),
  },
  {
    name: 'Tron',
    aliases: ['TRX', 'TRC20', 'TRC-20', 'Tron (TRC20)'],
    family: 'tron',
    title: 'Tron (TRC20)',
    tagRule: 'none',
    tokens: [],
    explorer: explorerAt('https://tronscan.org/#', 'address', 'transaction'),
  },
  {
    name: 'BNB Chain',
    aliases: [
      'BNB',
      'BSC',
      'BEP20',
      'BEP-20',
      'BNB Smart Chain',
      'Binance Smart Chain',
      'BNB Smart Chain (BEP20)',
      'BNB Chain (BEP20)',
    ],
    family: 'evm',
    title: 'BNB Chain (BEP20)',
    tagRule: 'none',
    chainId: 56,
    tokens: bnbTokens,
    explorer: explorerAt('https://bscscan.com'),
  },
  {
    name: 'Ethereum',
    aliases: ['ETH', 'ERC20', 'ERC-20', 'Ethereum (ERC20)'],
    family: 'evm',
    title: 'Ethereum (ERC20)',
    tagRule: 'none',
    chainId: 1,
    tokens: ethereumTokens,
    explorer: explorerAt('https://etherscan.io'),
  },
  {
    name: 'Polygon',
    aliases: ['POL', 'MATIC', 'Polygon PoS'],
    family: 'evm',
    title: 'Polygon',
    tagRule: 'none',
    chainId: 137,
    tokens: polygonTokens,
    explorer: explorerAt('https://polygonscan.com'),
  },
  {
    name: 'Base',
    aliases: [],
    family: 'evm',
    title: 'Base',
    tagRule: 'none',
    chainId: 8453,
    tokens: baseTokens,
    explorer: explorerAt('https://basescan.org'),
  },
  {
    name: 'Arbitrum',
    aliases: ['ARB', 'Arbitrum One'],
    family: 'evm',
    title: 'Arbitrum',
    tagRule: 'none',
    chainId: 42161,
    tokens: arbitrumTokens,
    explorer: explorerAt('https://arbiscan.io'),
  },
  {
    name: 'Bitcoin',
    aliases: ['BTC'],
    family: 'bitcoin',
    title: 'Bitcoin',
    tagRule: 'none',
    tokens: [],
    explorer: explorerAt('https://mempool.space'),
  },
];

const families: Record<
  Family,
  { readonly title: string; readonly check: (text: string) => Result<string, AddressProblem> }
> = {
  solana: { title: 'Solana', check: checkSolana },
  tron: { title: 'Tron', check: checkTron },
  evm: { title: 'Ethereum or BNB Chain', check: checkEvm },
  bitcoin: { title: 'Bitcoin', check: checkBitcoin },
};

/** Finds a chain by its exact name or an alias, whatever the case: `bep20` is BNB Chain. */
export function findChain(text: string): Chain | undefined {
  const wanted = text.trim().toLowerCase();
  return chains.find((chain) =>
    [chain.name, ...chain.aliases].some((name) => name.toLowerCase() === wanted),
  );
}

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
  const other = Object.values(families).find(({ check }) => {
    const result = check(address);
    return result.ok || result.failure.kind === 'not_a_wallet';
  });
  return other ? refused({ kind: 'other_chain', looksLike: other.title }) : own;
}

/**
 * Tells whether two texts are the same address of a chain, by canonical form. Text that is no
 * address equals only itself.
 */
export function sameAddress(chain: ChainName, a: string, b: string): boolean {
  return canonicalOf(chain, a) === canonicalOf(chain, b);
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

function explorerAt(base: string, address = 'address', transaction = 'tx'): Chain['explorer'] {
  return { address: `${base}/${address}/`, transaction: `${base}/${transaction}/` };
}

function getChain(name: ChainName): Chain {
  const chain = chains.find((one) => one.name === name);
  if (!chain) throw new Error(`no entry for chain ${name}`);
  return chain;
}

function canonicalOf(chain: ChainName, text: string): string {
  const checked = checkAddress(chain, text);
  return checked.ok ? checked.value : cleanAddress(text);
}

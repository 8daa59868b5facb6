/** The chains that this program can check, one entry each. */
import {
  arbitrumTokens,
  baseTokens,
  bnbTokens,
  ethereumTokens,
  polygonTokens,
  solanaTokens,
  type Token,
} from './tokens.ts';

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

/** Chains of one family have the same kind of address. */
export type Family = 'solana' | 'tron' | 'evm' | 'bitcoin';

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

/** The entry of a chain. */
export function getChain(name: ChainName): Chain {
  const chain = chains.find((one) => one.name === name);
  if (!chain) throw new Error(`no entry for chain ${name}`);
  return chain;
}

/** Finds a chain by its exact name or an alias, whatever the case: `bep20` is BNB Chain. */
export function findChain(text: string): Chain | undefined {
  const wanted = text.trim().toLowerCase();
  return chains.find((chain) =>
    [chain.name, ...chain.aliases].some((name) => name.toLowerCase() === wanted),
  );
}

function explorerAt(base: string, address = 'address', transaction = 'tx'): Chain['explorer'] {
  return { address: `${base}/${address}/`, transaction: `${base}/${transaction}/` };
}

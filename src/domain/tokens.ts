/**
 * The dollar tokens people pay with, per chain: contract (on Solana the mint) and decimals.
 * Sources: developers.circle.com/stablecoins/usdc-contract-addresses; tether.to/supported-protocols;
 * for Binance-Peg tokens bscscan.com; for USDT on Polygon, Arbitrum and Base their explorers.
 */

/** Where a token lives on a chain. */
export interface Token {
  readonly asset: 'USDC' | 'USDT';
  readonly contract: string;
  readonly decimals: number;
}

/** Tokens on Solana. */
export const solanaTokens: readonly Token[] = [
  { asset: 'USDC', contract: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', decimals: 6 },
  { asset: 'USDT', contract: 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB', decimals: 6 },
];

/** Tokens on Ethereum. */
export const ethereumTokens: readonly Token[] = [
  { asset: 'USDC', contract: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6 },
  { asset: 'USDT', contract: '0xdAC17F958D2ee523a2206206994597C13D831ec7', decimals: 6 },
];

/** Tokens on BNB Chain: Binance-Peg, with 18 decimals and not 6. */
export const bnbTokens: readonly Token[] = [
  { asset: 'USDC', contract: '0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d', decimals: 18 },
  { asset: 'USDT', contract: '0x55d398326f99059fF775485246999027B3197955', decimals: 18 },
];

/** Tokens on Polygon; USDC is Circle's own, not the bridged USDC.e. */
export const polygonTokens: readonly Token[] = [
  { asset: 'USDC', contract: '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359', decimals: 6 },
  { asset: 'USDT', contract: '0xc2132D05D31c914a87C6611C10748AEb04B58e8F', decimals: 6 },
];

/** Tokens on Base. */
export const baseTokens: readonly Token[] = [
  { asset: 'USDC', contract: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', decimals: 6 },
];

/** Tokens on Arbitrum; USDC is Circle's own, not the bridged USDC.e. */
export const arbitrumTokens: readonly Token[] = [
  { asset: 'USDC', contract: '0xaf88d065e77c8cC2239327C5EDb3A432268e5831', decimals: 6 },
  { asset: 'USDT', contract: '0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9', decimals: 6 },
];

/** Decimals to which the provider's own records of coins go. */
const mostDecimals = 8;

/** How many decimals an amount of this coin may have: the fewest that it has on any chain. */
export function coinDecimals(asset: string): number {
  const tokens = [solanaTokens, ethereumTokens, bnbTokens, polygonTokens, baseTokens].flat();
  const known = tokens.filter((token) => token.asset === asset);
  return Math.min(mostDecimals, ...known.map(({ decimals }) => decimals));
}

/** Bridged forms that no link may name, but that are token contracts all the same. */
const bridgedContracts = [
  '0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174',
  '0xFF970A61A04b1cA14834A43f5dE4533eBDDB5CC8',
  '0xfde4C96c8593536E31F229EA8f37b2ADa2699bb2',
  '0xd9aAEc86B65D86f6A7B5B1b0c42FFA531710b6CA',
];

/** Every EVM token contract above, in lower case: nobody's wallet on any chain. */
export const evmTokenContracts: ReadonlySet<string> = new Set(
  [
    ...[ethereumTokens, bnbTokens, polygonTokens, baseTokens, arbitrumTokens]
      .flat()
      .map((token) => token.contract),
    ...bridgedContracts,
  ].map((contract) => contract.toLowerCase()),
);

/** Links that open a wallet with everything filled in; drawn as a QR, as Telegram refuses the schemes. */
import { type Decimal, decimalsOf, multiplyDecimals } from './money.ts';
import type { Token } from './tokens.ts';

/** Solana Pay transfer request (docs.solanapay.com/spec); the amount is in user units. */
export function solanaPayLink(address: string, token: Token, amount: Decimal): string {
  return `solana:${address}?amount=${amount}&spl-token=${token.contract}`;
}

/** EIP-681 token transfer; the amount is in the token's smallest units. */
export function tokenTransferLink(
  address: string,
  token: Token,
  amount: Decimal,
  chainId: number,
): string {
  const units = multiplyDecimals(amount, `1${'0'.repeat(token.decimals)}`);
  return `ethereum:${token.contract}@${chainId}/transfer?address=${address}&uint256=${units}`;
}

/** BIP-21; the amount is in BTC. */
export function bitcoinLink(address: string, amount: Decimal): string {
  return `bitcoin:${address}?amount=${amount}`;
}

/** Tells whether an amount can be paid in whole smallest units. */
export function isPayable(amount: Decimal, decimals: number): boolean {
  return decimalsOf(amount) <= decimals;
}

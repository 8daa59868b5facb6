import { describe, expect, it } from 'vitest';
import {
  type ChainName,
  explorerAddressUrl,
  explorerTransactionUrl,
  paymentLink,
} from '../../src/domain/chain.ts';

const wallets = {
  Solana: '7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4K2',
  Tron: 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8',
  'BNB Chain': '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  Ethereum: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  Polygon: '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  Base: '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  Arbitrum: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  Bitcoin: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
} satisfies Record<ChainName, string>;

describe('what a payment QR holds', () => {
  const link = (chain: ChainName, amount: string, currency: string, tag?: string) =>
    paymentLink({ chain, address: wallets[chain], tag }, { amount, currency });

  it('is Solana Pay on Solana, with the mint and the amount in user units', () => {
    expect(link('Solana', '32.47', 'USDC')).toBe(
      `solana:${wallets.Solana}?amount=32.47&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v`,
    );
    expect(link('Solana', '5', 'USDT')).toContain('Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB');
  });

  it('is an EIP-681 transfer in smallest units: 18 decimals on BNB Chain, 6 elsewhere', () => {
    expect(link('BNB Chain', '32.47', 'USDC')).toBe(
      `ethereum:0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d@56/transfer?address=${wallets['BNB Chain']}&uint256=32470000000000000000`,
    );
    expect(link('Ethereum', '1000000.000001', 'USDT')).toBe(
      `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=${wallets.Ethereum}&uint256=1000000000001`,
    );
    expect(link('Polygon', '1', 'USDC')).toContain('@137/transfer');
    expect(link('Base', '1', 'USDC')).toContain('@8453/transfer');
    expect(link('Arbitrum', '1', 'USDC')).toContain('@42161/transfer');
  });

  it('is BIP-21 for bitcoin', () => {
    expect(link('Bitcoin', '0.00123', 'BTC')).toBe(`bitcoin:${wallets.Bitcoin}?amount=0.00123`);
  });

  it('is the plain address where a link could mislead', () => {
    expect(link('Tron', '5', 'USDT')).toBe(wallets.Tron);
    expect(link('Solana', '5', 'SOL')).toBe(wallets.Solana);
    expect(link('Ethereum', '5', 'DAI')).toBe(wallets.Ethereum);
    expect(link('Bitcoin', '5', 'USDT')).toBe(wallets.Bitcoin);
    expect(link('Bitcoin', '0.123456789', 'BTC')).toBe(wallets.Bitcoin);
    expect(link('Solana', '1.1234567', 'USDC')).toBe(wallets.Solana);
    expect(link('Ethereum', '1', 'USDC', '7')).toBe(wallets.Ethereum);
  });
});

describe('explorer links', () => {
  it('lead to the address', () => {
    expect(explorerAddressUrl('Solana', wallets.Solana)).toBe(
      `https://solscan.io/account/${wallets.Solana}`,
    );
    expect(explorerAddressUrl('Tron', wallets.Tron)).toBe(
      `https://tronscan.org/#/address/${wallets.Tron}`,
    );
  });

  it('lead to the transaction', () => {
    const hash = 'ab'.repeat(32);
    expect(explorerTransactionUrl('BNB Chain', `0x${hash}`)).toBe(
      `https://bscscan.com/tx/0x${hash}`,
    );
    expect(explorerTransactionUrl('Tron', hash)).toBe(`https://tronscan.org/#/transaction/${hash}`);
    const signature = '5'.repeat(88);
    expect(explorerTransactionUrl('Solana', signature)).toBe(`https://solscan.io/tx/${signature}`);
  });

  it('are not made from anything else (T60)', () => {
    for (const hash of ['', 'javascript:alert(1)', '../../x', `${'ab'.repeat(32)}?x=1`, 'a b']) {
      expect(explorerTransactionUrl('Ethereum', hash)).toBeUndefined();
    }
    expect(explorerAddressUrl('Ethereum', '../x?y')).toBe(
      'https://etherscan.io/address/..%2Fx%3Fy',
    );
  });
});

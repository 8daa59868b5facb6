/** What an order costs. The fee is a share of what is delivered plus a flat part, in the asset sent. */
import { Big } from 'big.js';

/** What decides a price. */
export interface Terms {
  /** US dollars for one unit of the asset. */
  readonly assetUsd: string;
  /** Units of the destination currency for one US dollar. */
  readonly perUsd: string;
  readonly payoutStep: string;
  readonly fees: 'inside' | 'outside' | 'zero';
  readonly feePercent: string;
  readonly feeFlat: string;
}

/** One of the two amounts, as asked. */
export interface Ask {
  readonly side: 'origin' | 'destination';
  readonly amount: string;
}

/** A price; plain decimals without padding. */
export interface Price {
  readonly originAmount: string;
  readonly destinationAmount: string;
  readonly feeAmount: string;
  readonly feeUsd: string;
  /** What has to arrive at the deposit address. */
  readonly expectedAmount: string;
}

const FEE_DECIMALS = 6;
const QUOTED_DECIMALS = 2;

/** US dollars for one unit of each asset; the dollar coins are close to par, not at it. */
export const assetUsd: Readonly<Record<string, string>> = {
  USDC: '0.9998',
  USDT: '0.9975',
  BTC: '64250.35',
  ETH: '3120.4',
};

/**
 * Prices an order. Delivered amounts are rounded down to the payout step, asked-for sends are
 * rounded up to cents, so the sum of an order never comes short.
 */
export function priceOrder(ask: Ask, terms: Terms): Price {
  const rate = new Big(terms.assetUsd).times(terms.perUsd);
  const percent = new Big(terms.fees === 'zero' ? 0 : terms.feePercent);
  const flat = new Big(terms.fees === 'zero' ? 0 : terms.feeFlat);
  const inside = terms.fees !== 'outside';

  if (ask.side === 'origin') {
    const origin = new Big(ask.amount);
    const net = inside ? origin.minus(flat).div(percent.plus(1)) : origin;
    return price({ origin, net, delivered: net.times(rate), inside, percent, flat, terms });
  }
  const net = new Big(ask.amount).div(rate);
  const origin = roundUp(inside ? net.times(percent.plus(1)).plus(flat) : net);
  return price({ origin, net, delivered: new Big(ask.amount), inside, percent, flat, terms });
}

interface Parts {
  readonly origin: Big;
  readonly net: Big;
  readonly delivered: Big;
  readonly inside: boolean;
  readonly percent: Big;
  readonly flat: Big;
  readonly terms: Terms;
}

function price({ origin, net, delivered, inside, percent, flat, terms }: Parts): Price {
  const fee = (inside ? origin.minus(net) : net.times(percent).plus(flat)).round(FEE_DECIMALS);
  const charged = terms.fees === 'zero' ? new Big(0) : fee;
  return {
    originAmount: plain(origin),
    destinationAmount: plain(floorTo(delivered, terms.payoutStep)),
    feeAmount: plain(charged),
    feeUsd: plain(charged.times(terms.assetUsd).round(FEE_DECIMALS)),
    expectedAmount: plain(inside ? origin : origin.plus(charged)),
  };
}

/** A decimal without exponent or padding: `1500`. */
export function plain(amount: Big | string | number): string {
  return new Big(amount).toFixed();
}

/** A decimal as stored orders show it: `1500.00000000`. */
export function padded(amount: string): string {
  return new Big(amount).toFixed(8);
}

function floorTo(amount: Big, step: string): Big {
  if (amount.lte(0)) return new Big(0);
  return amount.div(step).round(0, Big.roundDown).times(step);
}

function roundUp(amount: Big): Big {
  return amount.round(QUOTED_DECIMALS, Big.roundUp);
}

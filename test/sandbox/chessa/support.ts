/** A simulator on a real port with a client that knows nothing but HTTP. */

import { onTestFinished } from 'vitest';
import {
  type ChessaSandbox,
  type ChessaSandboxOptions,
  createChessaSandbox,
} from '../../../sandbox/chessa/chessa-sandbox.ts';
import { serve } from '../../../sandbox/serve.ts';

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Client {
  readonly sandbox: ChessaSandbox;
  readonly url: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  raw(path: string, init?: RequestInit): Promise<Response>;
}

export const credentials = { 'x-client-id': 'test-id', 'x-client-secret': 'test-secret' };

/** A clock that stands still until the test moves it. */
function stillClock(startMs = Date.UTC(2026, 2, 18, 6, 9, 17, 823)): () => number {
  return () => startMs;
}

export async function startSandbox(options: Partial<ChessaSandboxOptions> = {}): Promise<Client> {
  const sandbox = createChessaSandbox({
    clientId: 'test-id',
    clientSecret: 'test-secret',
    now: stillClock(),
    ...options,
  });
  const { url, close } = await serve(sandbox.app);
  onTestFinished(async () => {
    sandbox.close();
    await close();
  });
  return clientOf(sandbox, url);
}

export function clientOf(
  sandbox: ChessaSandbox,
  url: string,
  keys: Readonly<Record<string, string>> = credentials,
): Client {
  const raw = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...keys, ...init.headers },
    });
  async function answer(path: string, init?: RequestInit): Promise<Answer> {
    const response = await raw(path, init);
    const body: Json = JSON.parse(await response.text());
    return { status: response.status, headers: response.headers, body };
  }
  return {
    sandbox,
    url,
    raw,
    get: (path) => answer(path),
    post: (path, body) =>
      answer(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? '' : JSON.stringify(body),
      }),
  };
}

export const accessAccount = {
  type: 'bank',
  country: 'NG',
  currency: 'NGN',
  code: 'ng_access',
  accountNumber: '0123456789',
};

/** The object under a key; fails when there is none. */
export function part(body: Json, key: string): Json {
  const value = body[key];
  if (typeof value !== 'object' || value === null) throw new Error(`no ${key} in the answer`);
  return { ...value };
}

export async function newRecipient(
  client: Client,
  recipient: Json = accessAccount,
): Promise<string> {
  const { body } = await client.post('/v1/recipients', recipient);
  return String(part(body, 'recipient').id);
}

export async function newOrder(client: Client, more: Json = {}): Promise<Json> {
  const { body } = await client.post('/v1/orders', {
    recipientId: await newRecipient(client),
    originAsset: 'USDC',
    originAmount: 50,
    destinationAsset: 'NGN',
    chain: 'Solana',
    ...more,
  });
  return part(body, 'order');
}

export async function newFundedOrder(client: Client, more: Json = {}): Promise<Json> {
  const order = await newOrder(client, more);
  const { body } = await client.post('/v1/orders/funding', {
    orderId: order.id,
    chain: order.cryptoAddressChain,
  });
  return part(body, 'order');
}

export async function orderNow(client: Client, id: unknown): Promise<Json> {
  return part((await client.get(`/v1/orders/${id}`)).body, 'order');
}

/** How single settings are read, each with what to do when it makes no sense. */
import { z } from 'zod';
import { type ChainName, findChain } from '../domain/chain.ts';

/** What people can pay with: an asset on a network. */
export interface FundingAsset {
  readonly asset: string;
  readonly chain: ChainName;
}

/** A text that has to be there; `whereToGetIt` follows what is said when it is missing. */
export function required(whereToGetIt: string): z.ZodString {
  return z.string({ error: `is missing. ${whereToGetIt}` });
}

/** One of a few words. */
export function oneOf<const T extends string>(values: readonly T[], fallback: T) {
  return z
    .enum(values, { error: `must be one of ${values.join(', ')}.` })
    .optional()
    .transform((value): T => value ?? fallback);
}

/** A whole number within bounds, both included. */
export function wholeNumber(fallback: number, min: number, max: number) {
  const expected = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, expected)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

/** A web address without a path's last slash. Keys travel to it, so it must be encrypted. */
export function address(fallback: string) {
  return safeAddress(fallback).default(fallback).transform(withoutSlash);
}

/** The same without a fallback: absent, or an address of at most so many letters. */
export function optionalAddress(example: string, most: number) {
  const tooLong = `must have at most ${most} letters.`;
  return safeAddress(example).max(most, tooLong).transform(withoutSlash).optional();
}

function safeAddress(example: string): z.ZodString {
  return z
    .string()
    .refine(
      isSafeAddress,
      `must be an https address such as ${example} (http only on this machine), without a user name, question mark or hash.`,
    );
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '');
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}

/** Whether a text is an address that a Redis can have. */
export function isRedisAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '';
}

/** The password within an address, if there is one. */
export function passwordOf(redisUrl = 'redis://host'): string[] {
  const { password } = new URL(redisUrl);
  return password === '' ? [] : [password];
}

/** The parts of a list with commas; empty ones are left out. */
export function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

/** Keys of 32 bytes each, in their order. */
export function readDataKeys(text: string, problems: z.RefinementCtx): Uint8Array[] {
  const keys = listOf(text).map((part) => Buffer.from(part, 'base64'));
  if (listOf(text).some((part) => !/^[\w+/-]{43}=?$/.test(part))) {
    const how = 'Make one with: openssl rand -base64 32';
    problems.addIssue(`must be 32 bytes in base64, several separated by commas. ${how}`);
  }
  return keys;
}

/** Telegram user ids. */
export function readUserIds(text: string, problems: z.RefinementCtx): number[] {
  const parts = listOf(text);
  if (parts.some((part) => !/^[1-9]\d{0,14}$/.test(part))) {
    problems.addIssue('must be Telegram user ids: numbers separated by commas, never names.');
  }
  return parts.map(Number);
}

/** Pairs such as `USDC:Solana`, each once. */
export function readFundingAssets(text: string, problems: z.RefinementCtx): FundingAsset[] {
  const pairs = listOf(text).flatMap((part, index) => {
    const [, asset, chainName] = /^([A-Za-z0-9]{2,10}):(.+)$/.exec(part) ?? [];
    const chain = chainName && findChain(chainName)?.name;
    if (!asset || !chain) {
      problems.addIssue(
        `has no asset on a known network as its entry ${index + 1}. Write it as USDC:Solana.`,
      );
      return [];
    }
    return [{ asset: asset.toUpperCase(), chain }];
  });
  const distinct = new Set(pairs.map(({ asset, chain }) => `${asset}:${chain}`));
  if (distinct.size < pairs.length) problems.addIssue('names the same asset and network twice.');
  return pairs.map((pair) => Object.freeze(pair));
}

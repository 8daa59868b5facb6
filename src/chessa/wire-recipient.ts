/** Recipients and account checks on the wire: three shapes of one, two of the other. */
import { z } from 'zod';
import type { OrderRecipient } from '../domain/order.ts';
import type { AccountCheck, ListedRecipient, NewRecipient, SavedRecipient } from './client.ts';
import { asRecord, code, flag, opened, text } from './wire-values.ts';

const recipientSchema = z.object({
  id: text,
  recipientId: text,
  actualAccountName: text,
  accountName: text,
  accountNumber: text,
  code: text,
  bankCode: text,
  institutionName: text,
  bankName: text,
  country: code,
  currency: code,
  type: text,
  active: flag,
  isActive: flag,
});

/** Who an order pays, from any of the three shapes. */
export function toOrderRecipient(body: unknown): OrderRecipient {
  const recipient = recipientSchema.parse(asRecord(body) ?? {});
  return {
    id: recipient.id,
    accountName: recipient.actualAccountName ?? recipient.accountName,
    accountNumber: recipient.accountNumber,
    code: recipient.code ?? recipient.bankCode,
    institutionName: recipient.institutionName ?? recipient.bankName,
    country: recipient.country?.toUpperCase(),
    currency: recipient.currency?.toUpperCase(),
  };
}

/**
 * The answer to a new recipient: `{ recipient }` or flat; the id is `recipient.id`, else `id`,
 * else `recipientId`. `undefined` without one.
 */
export function readRecipient(body: unknown): SavedRecipient | undefined {
  const envelope = opened(body, 'recipient', 'id', 'recipientId');
  const inner = asRecord(envelope?.recipient);
  const outer = recipientSchema.parse(envelope ?? {});
  const recipient = toOrderRecipient(inner ?? envelope);
  const id = recipient.id ?? outer.id ?? outer.recipientId ?? text.parse(inner?.recipientId);
  if (!id) return undefined;
  return { ...recipient, id, accountName: outer.actualAccountName ?? recipient.accountName };
}

/** A recipient of a list, or of an answer about it alone; without a word about it, it is active. */
export function readListedRecipient(body: unknown): ListedRecipient | undefined {
  const saved = readRecipient(body);
  const envelope = opened(body, 'recipient', 'id', 'recipientId');
  const told = recipientSchema.parse(asRecord(envelope?.recipient) ?? envelope ?? {});
  const active = told.active ?? told.isActive ?? true;
  return saved && { ...saved, ...(told.type && { type: told.type }), active };
}

const checkSchema = z.object({ valid: flag, isValid: flag, accountName: text, name: text });

/**
 * The answer to an account check: the name is `validation.accountName`, else `accountName`, else
 * `name`; without an explicit `valid`, a name means yes. `undefined` when the body speaks of
 * neither, so that an unknown shape is never taken for a no.
 */
export function readAccountCheck(body: unknown): AccountCheck | undefined {
  const flat = opened(body, 'validation', 'valid', 'isValid', 'accountName', 'name');
  const nested = asRecord(flat?.validation);
  const shapes = [nested, flat].filter((shape) => shape !== undefined);
  const told = ['valid', 'isValid', 'accountName', 'name'];
  if (!shapes.some((shape) => told.some((key) => key in shape))) return undefined;
  const checks = shapes.map((shape) => checkSchema.parse(shape));
  const name =
    checks.map((check) => check.accountName).find(Boolean) ??
    checks.map((check) => check.name).find(Boolean);
  const valid =
    checks.map((check) => check.valid ?? check.isValid).find((one) => one !== undefined) ??
    name !== undefined;
  if (!valid) return { kind: 'not_recognised' };
  return name ? { kind: 'found', accountName: name } : { kind: 'valid_without_name' };
}

/**
 * The body of a new recipient: its fields beside type, country, currency and code, without empty
 * ones. A dotted key (`address.city`) becomes an object in an object.
 */
export function writeRecipient(recipient: NewRecipient): Readonly<Record<string, unknown>> {
  const { fields, ...base } = recipient;
  const body: Record<string, unknown> = Object.create(null);
  for (const [key, value] of [...Object.entries(fields), ...Object.entries(base)]) {
    if (value.trim() !== '') setAt(body, key.split('.'), value);
  }
  return body;
}

function setAt(target: Record<string, unknown>, path: readonly string[], value: string): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner: Record<string, unknown> = Object.assign(Object.create(null), asRecord(target[key]));
  target[key] = inner;
  setAt(inner, rest, value);
}

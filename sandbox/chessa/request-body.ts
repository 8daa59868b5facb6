/** Reads what clients send, strictly: a body must have the documented fields and no other. */
import type { Context } from 'hono';
import { z } from 'zod';
import { badRequest } from './refusal.ts';

const text = z.string().min(1);
const amount = z.number().positive();

/** `POST /v1/recipients`: strings only; which keys are right, the configuration says. */
export const recipientBody = z.record(z.string(), z.string());

/** `POST /v1/recipients/validate`. */
export const validateBody = z.strictObject({ accountNumber: text, code: text });

/** `POST /v1/orders`: both assets, exactly one amount. */
export const orderBody = z
  .strictObject({
    recipientId: text,
    originAsset: text,
    originAmount: amount.optional(),
    destinationAsset: text,
    destinationAmount: amount.optional(),
    chain: text,
  })
  .refine((body) => (body.originAmount === undefined) !== (body.destinationAmount === undefined), {
    message: 'exactly one of originAmount and destinationAmount is required',
  });

/** `POST /v1/orders/funding`; a missing chain is let through, and answered with Tron. */
export const fundingBody = z.strictObject({
  orderId: text,
  chain: z.string().optional(),
  notes: z.string().optional(),
});

/** `POST /v1/orders/refund`. */
export const refundBody = z.strictObject({
  orderId: text,
  address: text,
  tag: z.string().optional(),
});

/** `POST /v1/orders/{orderId}/confirm-sent`. */
export const confirmSentBody = z.strictObject({
  notes: z.string().optional(),
  transactionReference: z.string().optional(),
});

/** `POST /v1/users/support`; `orderId` carries the short id. */
export const supportBody = z.strictObject({
  type: z.literal('order'),
  comment: text,
  metadata: z.strictObject({ orderId: text, hashUrl: z.string().optional() }),
});

/** Reads a JSON body by a schema; throws a 400 in the documented envelope. */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!context.req.header('content-type')?.includes('application/json'))
    throw badRequest('Content-Type must be application/json');
  const parsed = schema.safeParse(parseJson(await context.req.text()));
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map(describe);
  throw badRequest(complaints.map(({ sentence }) => sentence).join('; '), fieldsOf(complaints));
}

interface Complaint {
  readonly key: string;
  readonly sentence: string;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('Body is not valid JSON');
  }
}

function describe(issue: z.core.$ZodIssue): Complaint {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return { key, sentence: `property ${key} should not exist` };
  }
  const key = issue.path.join('.');
  return { key, sentence: `${key} ${issue.message}`.trim() };
}

function fieldsOf(complaints: readonly Complaint[]): Record<string, string> {
  return Object.fromEntries(
    complaints.filter(({ key }) => key !== '').map(({ key, sentence }) => [key, sentence]),
  );
}

/** Our own account at Chessa, and the way to its people. */
import { z } from 'zod';
import { ask } from './ask.ts';
import type { Account, Chessa } from './client.ts';
import type { Call, Http } from './http.ts';
import { writeJson } from './json.ts';
import { asRecord, opened, type Report, text, time } from './wire-values.ts';

/** Makes the calls about users. */
export function createUserCalls(
  http: Http,
  report: Report,
): Pick<Chessa, 'getAccount' | 'askSupport'> {
  return {
    getAccount: () =>
      ask(http, { kind: 'read', path: '/v1/users/me', rank: 'late' }, readAccount, report),
    askSupport({ shortId, comment, explorerUrl }) {
      const metadata = { orderId: shortId, ...(explorerUrl && { hashUrl: explorerUrl }) };
      const body = writeJson({ type: 'order', comment, metadata });
      const call: Call = { kind: 'write', path: '/v1/users/support', body };
      return ask(http, call, readCase, report);
    },
  };
}

const accountSchema = z.object({
  id: text,
  userId: text,
  fullName: text,
  name: text,
  email: text,
  createdAt: time,
});

/** `{ user }` or flat. `undefined` when it tells of nobody. */
function readAccount(body: unknown): Account | undefined {
  const envelope = opened(body, 'user', 'userId', 'email');
  const user = accountSchema.parse(asRecord(envelope?.user) ?? envelope ?? {});
  const id = user.id ?? user.userId;
  const name = user.fullName ?? user.name;
  if (!id && !name && !user.email) return undefined;
  return { id, name, email: user.email, createdAtMs: user.createdAt };
}

function readCase(body: unknown): { readonly caseId: string } | undefined {
  const envelope = opened(body, 'feedback', 'id');
  const caseId = text.parse(asRecord(envelope?.feedback)?.id ?? envelope?.id);
  return caseId ? { caseId } : undefined;
}

/**
 * Recipients: the provider's documents disagree on their path. The one that answered last is called
 * first; the other only after a 404 that may be about the path, so that nothing is ever made twice.
 */
import { inSlices } from '../domain/paced.ts';
import { ok } from '../domain/result.ts';
import { type Answer, understood } from './ask.ts';
import type { Chessa } from './client.ts';
import type { Call, Http } from './http.ts';
import { writeJson } from './json.ts';
import type { CallKind } from './outcome.ts';
import { pathStep } from './path-step.ts';
import { type NotFound, readNotFound } from './rejection.ts';
import { recipientsSteps } from './wire-list.ts';
import {
  readAccountCheck,
  readListedRecipient,
  readRecipient,
  writeRecipient,
} from './wire-recipient.ts';
import type { Report } from './wire-values.ts';

const plural = '/v1/recipients';
const singular = '/v1/recipient';

/** Makes the calls about recipients; both share what is known of the path. */
export function createRecipientCalls(
  http: Http,
  report: Report,
): Pick<
  Chessa,
  | 'createRecipient'
  | 'checkAccount'
  | 'listRecipients'
  | 'listRecipientsOfUser'
  | 'getRecipient'
  | 'deactivateRecipient'
> {
  let known: string = plural;

  const callEither = async (
    kind: CallKind,
    end: string,
    more: Pick<Call, 'body' | 'method'> = {},
  ): Promise<Answer> => {
    const first = await http.call({ kind, path: known + end, ...more });
    const missing = missingIn(first);
    if (missing !== 'path' && missing !== 'unclear') return first;
    const other = known === plural ? singular : plural;
    const second = await http.call({ kind, path: other + end, ...more });
    if (missingIn(second) === 'path' || missingIn(second) === 'unclear') return first;
    known = other;
    report('recipient_path', { path: other });
    return second;
  };

  const list = async (end: string) => {
    const answer = await callEither('read', end);
    const rows = answer.ok ? await inSlices(recipientsSteps(answer.value, report)) : undefined;
    return understood(answer, { kind: 'read', path: known }, () => rows, report);
  };

  return {
    async createRecipient(recipient) {
      const answer = await callEither('write', '', {
        body: writeJson(writeRecipient(recipient)),
      });
      return understood(answer, { kind: 'write', path: known }, readRecipient, report);
    },
    async checkAccount({ accountNumber, code }) {
      const body = writeJson({ accountNumber, code });
      const answer = await callEither('read', '/validate', { body });
      const checked = understood(answer, { kind: 'read', path: known }, readAccountCheck, report);
      const no = !checked.ok && checked.failure.kind === 'rejected';
      return no && isNo(checked.failure.status, missingIn(answer))
        ? ok({ kind: 'not_recognised' })
        : checked;
    },
    listRecipients: ({ currency, country } = {}) => {
      const query = new URLSearchParams({
        ...(currency && { currency }),
        ...(country && { country }),
      });
      return list(query.size > 0 ? `?${query}` : '');
    },
    listRecipientsOfUser: (userId) => list(`/user/${pathStep(userId)}`),
    async getRecipient(recipientId) {
      const answer = await callEither('read', `/${pathStep(recipientId)}`);
      return understood(answer, { kind: 'read', path: known }, readListedRecipient, report);
    },
    async deactivateRecipient(recipientId) {
      const end = `/${pathStep(recipientId)}/deactivate`;
      const answer = await callEither('write', end, { method: 'POST' });
      return understood(answer, { kind: 'write', path: known }, readListedRecipient, report);
    },
  };
}

/** A check that the provider does not offer says nothing about the account. */
function isNo(status: number, missing: NotFound | undefined): boolean {
  return [400, 404, 422].includes(status) && missing !== 'path';
}

/** What a 404 is about; `undefined` for every other answer. */
function missingIn(answer: Answer): NotFound | undefined {
  if (answer.ok) return undefined;
  const { failure, body } = answer.failure;
  return failure.kind === 'rejected' && failure.status === 404 ? readNotFound(body) : undefined;
}

/** `/v1/recipients`, and the same under `/v1/recipient`. */
import { Hono } from 'hono';
import type { ApiEnv } from './api.ts';
import { uuid } from './identity.ts';
import { type Enquiry, enquire } from './name-enquiry.ts';
import { checkRecipient, complaintAbout, type Place, placesOf } from './recipient-rules.ts';
import type { RecipientRecord } from './records.ts';
import { badRequest, notFound, Refusal } from './refusal.ts';
import { readBody, recipientBody, validateBody } from './request-body.ts';
import type { Settings } from './settings.ts';
import { iso } from './time.ts';

import type { World } from './world.ts';

/** The recipient endpoints. */
export function recipientApi(world: World): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();

  api.post('/', async (context) => {
    const body = await readBody(context, recipientBody);
    const recipient = createRecipient(world, body);
    context.set('effect', { kind: 'recipient_created', recipientId: recipient.id });
    return context.json(createdAnswer(recipient, world.settings));
  });

  api.post('/validate', async (context) => {
    const { accountNumber, code } = await readBody(context, validateBody);
    return context.json(validateAccount(world, code, accountNumber));
  });

  api.get('/', (context) => {
    const { currency, country } = context.req.query();
    const found = [...world.recipients.values()].filter(
      (recipient) =>
        recipient.active &&
        (currency === undefined || recipient.currency === currency) &&
        (country === undefined || recipient.country === country),
    );
    return context.json({
      recipients: found.map((recipient) => listed(recipient, world.settings)),
    });
  });

  api.get('/user/:userId', (context) => {
    const userId = context.req.param('userId');
    const found = [...world.recipients.values()].filter(
      (recipient) => recipient.active && recipient.userId === userId,
    );
    return context.json({
      recipients: found.map((recipient) => listed(recipient, world.settings)),
    });
  });

  api.get('/:recipientId', (context) => {
    const recipient = existing(world, context.req.param('recipientId'));
    return context.json({ recipient: listed(recipient, world.settings) });
  });

  api.post('/:recipientId/deactivate', (context) => {
    const recipient = existing(world, context.req.param('recipientId'));
    recipient.active = false;
    recipient.updatedAtMs = world.clock.now();
    context.set('effect', { kind: 'recipient_deactivated', recipientId: recipient.id });
    return context.json({ recipient: { ...listed(recipient, world.settings), active: false } });
  });

  return api;
}

const COMMON_KEYS = ['type', 'country', 'currency', 'code', 'accountNumber', 'accountName'];

function createRecipient(world: World, body: Readonly<Record<string, string>>): RecipientRecord {
  const place = checkRecipient(world.routes, body);
  const accountNumber = withoutPlus(body.accountNumber ?? '');
  const nowMs = world.clock.now();
  const recipient: RecipientRecord = {
    id: uuid(world.random),
    userId: world.account.userId,
    type: place.rail.type,
    country: place.route.country.code,
    currency: place.route.currency.code,
    code: place.institution.code,
    institutionName: place.institution.name,
    bankCode: place.institution.bankCode,
    accountNumber,
    accountName: accountNameFor(world, place, accountNumber, body.accountName ?? ''),
    extra: Object.fromEntries(Object.entries(body).filter(([key]) => !COMMON_KEYS.includes(key))),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    active: true,
  };
  world.recipients.set(recipient.id, recipient);
  return recipient;
}

function accountNameFor(world: World, place: Place, accountNumber: string, sent: string): string {
  if (!world.settings.nameOverride || !place.rail.namesKnown) return sent;
  const enquiry = enquire(place.institution.code, accountNumber);
  return enquiry.kind === 'found' ? enquiry.accountName : sent;
}

function createdAnswer(recipient: RecipientRecord, settings: Settings): Record<string, unknown> {
  const view = created(recipient);
  const actual = settings.actualAccountName ? { actualAccountName: recipient.accountName } : {};
  switch (settings.recipientId) {
    case 'recipient.id':
      return { recipient: view, ...actual };
    case 'id':
      return { ...view, ...actual };
    case 'recipientId': {
      const { id, ...rest } = view;
      return { recipientId: id, ...rest, ...actual };
    }
  }
}

function created(recipient: RecipientRecord): Record<string, unknown> {
  return {
    id: recipient.id,
    type: recipient.type,
    country: recipient.country,
    currency: recipient.currency,
    code: recipient.code,
    accountNumber: recipient.accountNumber,
    accountName: recipient.accountName,
    createdAt: iso(recipient.createdAtMs),
    updatedAt: iso(recipient.updatedAtMs),
  };
}

/** The list's own shape: bank rows have a clearing code and the bank's name, and another type. */
function listed(recipient: RecipientRecord, settings: Settings): Record<string, unknown> {
  if (settings.recipientListShape === 'created') return created(recipient);
  const { code, ...common } = created(recipient);
  const isBank = recipient.type === 'bank' || recipient.type === 'bank_account';
  if (!isBank) return { ...common, type: 'mobile_money', code };
  const bankCode = recipient.bankCode ?? code;
  return { ...common, type: 'bank_account', bankCode, bankName: recipient.institutionName };
}

function existing(world: World, id: string): RecipientRecord {
  const recipient = world.recipients.get(id);
  if (!recipient) throw notFound('Recipient');
  return recipient;
}

function validateAccount(world: World, code: string, sent: string): Record<string, unknown> {
  const [place] = placesOf(world.routes, code);
  if (!place) throw badRequest(`code ${code} is not available`);
  const rule = place.rail.fields.find(({ key }) => key === 'accountNumber');
  const complaint = rule && complaintAbout(rule, sent);
  if (complaint) throw badRequest(`accountNumber ${complaint}`, { accountNumber: complaint });

  const accountNumber = withoutPlus(sent);
  const enquiry = enquire(code, accountNumber);
  if (enquiry.kind === 'cannot_check')
    throw new Refusal(503, 'service_unavailable', 'Name enquiry is not available at the moment');
  return validateAnswer(world.settings, place, accountNumber, enquiry);
}

function validateAnswer(
  settings: Settings,
  place: Place,
  accountNumber: string,
  enquiry: Enquiry,
): Record<string, unknown> {
  const found = enquiry.kind === 'found';
  if (!found && settings.unknownAccount === 'status_400')
    throw badRequest('Account could not be resolved');
  if (!found && settings.unknownAccount === 'status_404') throw notFound('Account');

  const accountName = found && place.rail.namesKnown ? enquiry.accountName : '';
  switch (settings.validateShape) {
    case 'flat': {
      const { name: bankName, code } = place.institution;
      return { valid: found, accountName, accountNumber, bankName, code };
    }
    case 'nested':
      return { validation: { valid: found, accountName } };
    case 'name':
      return { name: accountName };
  }
}

function withoutPlus(accountNumber: string): string {
  return accountNumber.replace(/^\+/, '');
}

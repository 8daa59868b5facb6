/**
 * What a button says when it is pressed. Callback data names a transfer or a choice and carries
 * no authority: who presses decides what happens. At most 64 bytes, Telegram's limit.
 */
export type Press =
  | { readonly kind: 'confirm'; readonly transferId: string; readonly hash: string }
  | { readonly kind: 'change_amount'; readonly transferId: string }
  | { readonly kind: 'new_quote'; readonly transferId: string }
  | { readonly kind: 'cancel_quote'; readonly transferId: string }
  | { readonly kind: 'said_sent'; readonly transferId: string }
  | { readonly kind: 'wont_pay'; readonly transferId: string }
  | { readonly kind: 'will_pay'; readonly transferId: string }
  | { readonly kind: 'show_qr'; readonly transferId: string }
  | { readonly kind: 'hide_qr'; readonly transferId: string }
  | { readonly kind: 'refund'; readonly transferId: string }
  | { readonly kind: 'confirm_refund'; readonly transferId: string; readonly hash: string }
  | { readonly kind: 'change_refund'; readonly transferId: string }
  | { readonly kind: 'status'; readonly transferId: string }
  | { readonly kind: 'look_now'; readonly transferId: string }
  | { readonly kind: 'receipt'; readonly transferId: string }
  | { readonly kind: 'share'; readonly transferId: string }
  | { readonly kind: 'stop_sharing'; readonly transferId: string }
  /** A question to our people, with a transfer or with `0`; one goes on with a case. */
  | { readonly kind: 'support'; readonly transferId: string }
  | { readonly kind: 'support_more'; readonly caseId: string }
  | { readonly kind: 'support_leave' }
  /** For staff alone: what to do, and to what; `0` where there is nothing to name. */
  | { readonly kind: 'staff'; readonly act: string; readonly about: string }
  | { readonly kind: 'send' }
  | { readonly kind: 'send_again'; readonly transferId: string }
  | { readonly kind: 'send_to'; readonly recipientId: string }
  | { readonly kind: 'recipients' }
  | { readonly kind: 'recipient'; readonly recipientId: string }
  | { readonly kind: 'ask_forget'; readonly recipientId: string }
  | { readonly kind: 'forget'; readonly recipientId: string }
  /** The destinations whose rates can be asked for, a page of them; and one: `NG-NGN`. */
  | { readonly kind: 'rates'; readonly page: string }
  | { readonly kind: 'rate'; readonly corridor: string }
  /** The languages to choose from; and one: `fr`. */
  | { readonly kind: 'language' }
  | { readonly kind: 'choose_language'; readonly locale: string }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'ask_delete' }
  | { readonly kind: 'delete_data' }
  | { readonly kind: 'keep_data' }
  | { readonly kind: 'help' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'back'; readonly nonce: string; readonly step: string }
  | { readonly kind: 'page'; readonly nonce: string; readonly step: string; readonly page: number }
  | {
      readonly kind: 'choose';
      readonly nonce: string;
      readonly step: string;
      readonly token: string;
    };

/** The short code of each press and the parts that follow it. */
const shapes: { readonly [K in Press['kind']]: readonly [code: string, ...parts: string[]] } = {
  confirm: ['ok', 'transferId', 'hash'],
  change_amount: ['am', 'transferId'],
  new_quote: ['nq', 'transferId'],
  cancel_quote: ['no', 'transferId'],
  said_sent: ['st', 'transferId'],
  wont_pay: ['wp', 'transferId'],
  will_pay: ['py', 'transferId'],
  show_qr: ['qr', 'transferId'],
  hide_qr: ['hq', 'transferId'],
  refund: ['rf', 'transferId'],
  confirm_refund: ['ro', 'transferId', 'hash'],
  change_refund: ['ra', 'transferId'],
  status: ['ss', 'transferId'],
  look_now: ['ln', 'transferId'],
  receipt: ['rc', 'transferId'],
  share: ['sh', 'transferId'],
  stop_sharing: ['ns', 'transferId'],
  support: ['su', 'transferId'],
  support_more: ['sm', 'caseId'],
  support_leave: ['sl'],
  staff: ['sx', 'act', 'about'],
  send: ['go'],
  send_again: ['sa', 'transferId'],
  send_to: ['sr', 'recipientId'],
  recipients: ['rs'],
  recipient: ['rp', 'recipientId'],
  ask_forget: ['fr', 'recipientId'],
  forget: ['fo', 'recipientId'],
  rates: ['rl', 'page'],
  rate: ['rt', 'corridor'],
  language: ['lg'],
  choose_language: ['lc', 'locale'],
  privacy: ['pv'],
  ask_delete: ['ad'],
  delete_data: ['dd'],
  keep_data: ['kd'],
  help: ['he'],
  cancel: ['ca'],
  back: ['bk', 'nonce', 'step'],
  page: ['pg', 'nonce', 'step', 'page'],
  choose: ['ch', 'nonce', 'step', 'token'],
};

/** What a part may hold: it never contains the separator. */
const part = /^[\w-]{1,48}$/;

/**
 * Callback data for a press: its short code and its parts, joined by `:`. Throws past 64 bytes
 * and for a part that {@link decodePress} would refuse, as such a button would be dead.
 */
export function encodePress(press: Press): string {
  const [code, ...names] = shapes[press.kind];
  const parts: Record<string, unknown> = { ...press };
  const values = names.map((name) => String(parts[name]));
  if (values.some((value) => !part.test(value))) throw new Error(`no button part: ${press.kind}`);
  const data = [code, ...values].join(':');
  if (data.length > 64) throw new Error(`callback data over 64 bytes: ${press.kind}`);
  return data;
}

/** Reads callback data. `undefined` for anything that this program did not write. */
export function decodePress(data: string): Press | undefined {
  const [code, ...values] = data.split(':');
  const shape = Object.entries(shapes).find(([, [known]]) => known === code);
  if (!shape) return undefined;
  const [kind, [, ...names]] = shape;
  if (values.length !== names.length) return undefined;
  if (values.some((value) => !part.test(value))) return undefined;
  const parts = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  if (kind !== 'page') return { kind, ...parts } as Press;
  if (!/^(?:0|[1-9]\d{0,4})$/.test(parts.page ?? '')) return undefined;
  return { kind, ...parts, page: Number(parts.page) } as Press;
}

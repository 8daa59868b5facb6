/** What can go wrong at Telegram, each with a sentence for people. One is one button of a panel. */
import type { Fault, FaultPlan } from './faults.ts';

/**
 * Where a panel puts a trouble: `answer` meets the next call, `outage` every call until all is put
 * back to normal, `travel` is about updates, `person` about whoever is on the screen.
 */
export type TroubleGroup = 'answer' | 'outage' | 'travel' | 'person';

/** What a trouble does when it is not a fault of calls. */
export type TroubleAct =
  | 'hold'
  | 'release'
  | 'reverse'
  | 'repeat'
  | 'arrive_late'
  | 'foreign_webhook'
  | 'block'
  | 'delete_account'
  | 'delete_card';

/** Something that can be made to go wrong. */
export interface Trouble {
  readonly name: string;
  readonly group: TroubleGroup;
  readonly sentence: string;
  /** The lines of `docs/safety.md` that it lets one see, `G01`. */
  readonly shows: readonly string[];
  readonly plan?: Omit<FaultPlan, 'chatId' | 'times' | 'trouble'>;
  readonly act?: TroubleAct;
}

function answer(
  name: string,
  shows: string,
  sentence: string,
  method: string,
  fault: Fault,
): Trouble {
  return { name, group: 'answer', sentence, shows: [shows], plan: { method, fault } };
}

function outage(
  name: string,
  shows: string,
  sentence: string,
  method: string,
  fault: Fault,
): Trouble {
  const plan = { method, fault, lasting: true };
  return { name, group: 'outage', sentence, shows: [shows], plan };
}

function act(
  group: TroubleGroup,
  name: string,
  shows: string,
  sentence: string,
  does: TroubleAct,
): Trouble {
  return { name, group, sentence, shows: [shows], act: does };
}

/** A refusal of Telegram's with its own words. */
function refuse(status: number, description?: string): Fault {
  return { kind: 'refuse', status, ...(description !== undefined && { description }) };
}

const tooMany = (retryAfterSeconds: number): Fault => ({
  kind: 'refuse',
  status: 429,
  retryAfterSeconds,
});
const brokenButDone: Fault = { kind: 'lie', status: 502 };
const slow: Fault = { kind: 'slow', ms: 20_000 };
const send = 'sendMessage';
const edit = 'editMessageText';

/** The whole catalogue, in the order of a panel. */
export const troubles: readonly Trouble[] = [
  answer('wait_five_seconds', 'G01', 'Too many requests; again in five seconds.', '*', tooMany(5)),
  answer('wait_an_hour', 'G01', 'The next message must wait for an hour.', send, tooMany(3_600)),
  answer('send_breaks', 'G02', 'The next message is refused with a 502.', send, refuse(502)),
  answer('send_restarts', 'G02', 'Telegram restarts over the next message.', send, refuse(500)),
  answer('sent_then_breaks', 'G02', 'The message is there; Telegram says it broke.', send, {
    ...brokenButDone,
  }),
  answer('edit_breaks', 'G03', 'The next edit is refused with a 502.', edit, refuse(502)),
  answer('edited_then_breaks', 'G03', 'The edit is there; Telegram says it broke.', edit, {
    ...brokenButDone,
  }),
  answer('cut_before', 'G04', 'The line is cut before Telegram does anything.', '*', {
    kind: 'cut_before',
  }),
  answer('cut_after', 'G05', 'It is done, and the line is cut before the answer.', '*', {
    kind: 'cut_after',
  }),
  answer('half_an_answer', 'G19', 'It is done; the answer breaks off in the middle.', '*', {
    kind: 'truncate',
  }),
  answer('slow', 'G20', 'The answer takes twenty seconds.', '*', slow),
  answer(
    'says_blocked',
    'G06',
    'Telegram says that the person blocked the bot.',
    send,
    refuse(403, 'Forbidden: bot was blocked by the user'),
  ),
  answer(
    'formatting_refused',
    'G07',
    "The next message's formatting is not understood.",
    send,
    refuse(400, "Bad Request: can't parse entities: unsupported start tag"),
  ),
  answer(
    'chat_not_found',
    'G08',
    'There is no such chat, says Telegram.',
    send,
    refuse(400, 'Bad Request: chat not found'),
  ),
  answer(
    'card_not_found',
    'G09',
    'The message that should change is not there.',
    edit,
    refuse(400, 'Bad Request: message to edit not found'),
  ),
  answer(
    'tap_too_old',
    'G10',
    'The press that should be answered is too old.',
    'answerCallbackQuery',
    refuse(
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ),
  ),
  outage('out_of_reach', 'G18', 'No call gets through, in either direction.', '**', {
    kind: 'cut_before',
  }),
  outage('all_slow', 'G20', 'Every answer takes twenty seconds.', '*', slow),
  outage('all_break', 'G02', 'Every call is refused with a 502.', '*', refuse(502)),
  outage(
    'token_refused',
    'G11',
    "The bot's token is refused: it stops, until it is restarted.",
    '**',
    refuse(401),
  ),
  outage('another_poller', 'G12', 'A second bot asks for the same updates.', 'getUpdates', {
    ...refuse(409),
  }),
  act(
    'outage',
    'foreign_webhook',
    'G13',
    'Somebody sets a webhook elsewhere: the bot stops.',
    'foreign_webhook',
  ),
  act('travel', 'hold_updates', 'G17', 'What people do does not reach the bot for now.', 'hold'),
  act('travel', 'release_updates', 'G17', 'Everything that was held arrives at once.', 'release'),
  act('travel', 'reverse_updates', 'G15', 'What is held stands in the opposite order.', 'reverse'),
  act('travel', 'deliver_twice', 'G14', 'The next update reaches the bot two times.', 'repeat'),
  act('travel', 'words_of_yesterday', 'G17', '“50000 NGN”, typed 20 hours ago.', 'arrive_late'),
  act('person', 'blocks_the_bot', 'G06', 'The person on the screen blocks the bot.', 'block'),
  act('person', 'account_is_gone', 'G06', 'Their account is deleted.', 'delete_account'),
  act('person', 'deletes_the_card', 'G09', "They delete the bot's last message.", 'delete_card'),
];

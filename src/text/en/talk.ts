/** What the bot says outside any dialogue: welcome, help, lists, and when something stops. */
import type { Messages } from '../messages.ts';
import { screen } from '../pieces.ts';
import { bold, fmt, lines } from '../rich.ts';
import { createTransferList } from '../transfer-list.ts';
import { formatMoney } from './formats.ts';
import { buttons, payeeName } from './words.ts';

export const commands: Messages['commands'] = [
  { command: 'send', description: 'Send money' },
  { command: 'status', description: 'Where your money is now' },
  { command: 'transfers', description: 'All your transfers' },
  { command: 'recipients', description: 'People you have sent money to' },
  { command: 'refund', description: 'Get money back that was not delivered' },
  { command: 'support', description: 'Ask our people' },
  { command: 'rate', description: 'Today’s rates, as estimates' },
  { command: 'language', description: 'Choose your language (English, français)' },
  { command: 'privacy', description: 'What we keep about you, and deleting it' },
  { command: 'help', description: 'How it works, and what to do' },
  { command: 'cancel', description: 'Leave the question you are in' },
  { command: 'start', description: 'Begin' },
];

const neverAsk = 'We never ask for your seed words, your password or your card.';

const whatWaits = {
  quote: [
    'The quote above waits for your tap.',
    'Tap “Confirm and get the address” under it to go on, or change the amount. Nothing is paid by a tap.',
  ],
  refund_address: [
    'The address above waits for your tap.',
    'If it is right, tap “Yes, send it” under it. If not, send the right one here.',
  ],
};

const transferList = createTransferList({
  buttons,
  headline: 'Your transfers, newest first',
  none: [bold('No transfers yet'), 'A transfer appears here once you have confirmed its quote.'],
  older: (count) => `And ${count} older.`,
  amountTo: ({ receive, payee }) => fmt`${bold(formatMoney(receive))} to ${payeeName(payee)}`,
  states: {
    quoted: '○ Quote, not confirmed',
    accepting: '◐ Getting your address',
    awaiting_deposit: '◐ Waiting for your payment',
    confirming: '◐ Payment seen',
    received: '◐ Payment confirmed',
    paying_out: '◐ On its way',
    completed: '● Delivered',
    held: '◐ Waits',
    failed: '◐ Not paid out',
    refunding: '◐ On its way back to you',
    refunded: '● Back with you',
    expired: '○ Ended unpaid',
    cancelled: '○ Cancelled',
    review: '◐ A person is looking',
  },
  givenUp: '○ You chose not to pay',
  canHaveBack: 'you can have it back',
});

export const talk = {
  beforeStart: [
    'Send money home: you pay in crypto, it arrives in a bank account or on a phone.',
    '',
    'You see the whole price before you pay, and where your money is until it has arrived.',
    'Tap START to begin; looking costs nothing.',
  ].join('\n'),
  start: () =>
    screen(
      [
        bold('Send money home, paid in crypto'),
        'You say who gets it; it arrives in their bank account or on their phone.',
        '',
        'Looking at a quote costs nothing. You always see the whole price before you pay.',
        neverAsk,
      ],
      [buttons.send],
      [buttons.rates, buttons.help, buttons.language],
    ),
  help: () =>
    screen(
      [
        bold('How it works'),
        '1. You say who gets the money, and how much.',
        '2. You see one quote with everything in it, and confirm it.',
        '3. You pay to the address that you get, on the network it names.',
        '4. We tell you at every step, until it has arrived or is back with you.',
        '',
        bold('Where is my money?'),
        'Send /status. The answer says what has happened and what to do now.',
        '',
        bold('It was not delivered'),
        'Send /refund, and give an address of your own on the network you paid on.',
        '',
        bold('Something else is not right'),
        'Send /support, or tap Help on a transfer: a person reads it and answers here.',
        '',
        bold('You see a stranger writing in our name'),
        `${neverAsk} An address to pay to comes only in this chat, on a card with a transfer’s number.`,
        '',
        commandList(),
      ],
      [buttons.send],
    ),
  unknownCommand: () =>
    screen(
      ['I do not know that command. Here is what I can do:', '', commandList()],
      [buttons.send, buttons.help],
    ),
  notUnderstood: (waiting, open) => {
    if (waiting) return screen(whatWaits[waiting], [buttons.help]);
    if (open) {
      return screen(
        [
          'I am not sure what you would like to do.',
          fmt`Your transfer of ${bold(formatMoney(open.receive))} to ${payeeName(open.payee)} goes on: the button shows where it is, and what you can do.`,
        ],
        [buttons.showTransfer(open.id)],
        [buttons.send, buttons.help],
      );
    }
    return screen(
      [
        'I am not sure what you would like to do.',
        'To send money, tap the button. To see where your money is, send /status.',
      ],
      [buttons.send, buttons.help],
    );
  },
  nothingToCancel: ([newest, ...others]) => {
    const none = 'There is nothing to cancel: you are in no question, and no quote waits for you.';
    if (!newest) return screen([none, 'Send /send whenever you like.'], [buttons.send]);
    const unpaid = [newest, ...others].filter(({ state }) => state === 'awaiting_deposit');
    const which = others.length > 0 ? 'Transfers' : 'The transfer';
    const goOn = others.length > 0 ? 'go on as they were' : 'goes on as it was';
    return screen(
      [
        none,
        `${which} that you confirmed before ${goOn}.`,
        unpaid.length > 0
          ? 'If you do not want to pay, tap “I won’t pay” on its card; the button below brings it.'
          : undefined,
      ],
      ...(unpaid.length > 0 ? unpaid.slice(0, 3) : [newest]).map(({ id }) => [
        buttons.showTransfer(id),
      ]),
    );
  },
  privateOnly: (botUsername) => {
    const text = ['Money is a private matter, so I only talk about it in a private chat.'];
    const known = /^\w{3,64}$/.test(botUsername);
    const open = { label: 'Open the private chat', does: { open: `https://t.me/${botUsername}` } };
    return screen(text, known ? [open] : []);
  },
  somethingBroke: () =>
    screen(
      [
        bold('Something on our side stopped just now'),
        'Your transfers are safe and still being followed, and nothing was sent twice.',
        'Send /status to see where they stand, or start again.',
      ],
      [buttons.send, buttons.help],
    ),
  gaveUp: () =>
    screen(
      [
        bold('We could not work on your last message'),
        'It may have had no effect. Your transfers are safe and still being followed.',
        'Send /status to see where they stand, or send it again in other words.',
      ],
      [buttons.send, buttons.help],
    ),
  tookTooLong: () =>
    screen(
      [
        bold('That took too long, so we stopped waiting'),
        'We do not know yet whether it went through. Please do not send any money for it now.',
        'Send /status in a minute to see where it stands.',
      ],
      [buttons.help],
    ),
  tooOld: () => 'That answer reached us late, so we did not act on it. Please give it once more.',
  notTypedHere: () =>
    'That came through another bot, so I did not take it. Please type it here yourself.',
  transferNotFound: () =>
    screen(
      [
        'You have no transfer with that number.',
        'Send /transfers to see yours. A transfer begins when you confirm its quote.',
      ],
      [buttons.send, buttons.help],
    ),
  transferList,
} satisfies Partial<Messages>;

function commandList() {
  return lines(...commands.map(({ command, description }) => `/${command} – ${description}`));
}

/** `/send`: single sentences between the questions. */
import type { SendMessages } from '../messages.ts';
import { visible } from '../rich.ts';
import { fieldProblem, nounOf } from './field-problems.ts';
import { amountProblem, outsideLimits } from './problems.ts';

/** What it means that something is in no list. */
const whenNotListed = {
  country: ' If it is not in the list, we cannot send there yet.',
  institution:
    ' If it is not in the list, we cannot pay there yet; another account of theirs may do.',
  pay: ' To change the amount, tap ‹ Back first.',
  recipient: ' For somebody who is not among them, tap “Somebody new”.',
  other: ' To change an earlier answer, tap ‹ Back.',
};

export const remarks = {
  nothingMatches: (search, list) =>
    `Nothing here matches “${visible(search, 40)}”. Please try other letters, or tap one of the buttons.${whenNotListed[list]}`,
  typeOrTap: () => 'I can only read text here. Please type your answer, or tap a button.',
  tapOne: () =>
    'Please tap one of the buttons above. If the number is not right, tap “No, change the number”.',
  fieldProblem,
  amountProblem,
  unknownUnit: (typed, units) =>
    `I do not know “${visible(typed, 20)}” here. Please type the whole number and one of these: ${units
      .slice(0, 12)
      .map((unit) => visible(unit, 12))
      .join(', ')}.`,
  outsideLimits,
  numbersDiffer: () => 'The two numbers differ. Please type the number again from the start.',
  accountNotRecognised: (institution) =>
    `${visible(institution, 60) || 'The bank'} does not know this number. Please check it with the person and send it again.`,
  numberLooksOff: (field, institution) =>
    `That number does not look like ${nounOf(field)} at ${visible(institution, 60) || 'that bank'}. Please check it; if it is right, just type it again.`,
  rulesChanged: (field) =>
    `The rules for ${visible(field.label, 60) || 'one answer'} have just changed. Nothing is lost; please answer that one now.`,
  noLongerOffered: (what) =>
    `${visible(what, 60) || 'That choice'} is not offered any more. Nothing is lost; please choose again.`,
  stillAsking: () => 'Still asking. It takes a little longer than usual.',
  resumed: () => 'We go on where you were; no money moved. Please answer this one once more.',
  cancelled: (transfersGoOn) =>
    transfersGoOn
      ? 'Cancelled, and no money moved by it. A transfer that you confirmed before goes on as it was; /status shows where it is and what you can do with it.'
      : 'Cancelled. No money moved. Send /send whenever you like.',
} satisfies Partial<SendMessages>;

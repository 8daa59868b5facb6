/** "3 of 6": where a question stands, as a person reads it on the way. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../sandbox/telegram/person.ts';
import { openRig } from '../../support/rig.ts';
import { goOn, walkTo, walkToDeposit } from '../../support/walk.ts';

/** The places of all questions since a message, oldest first, as they were when they were asked. */
function placesSince(person: Person, messageId: number): string[] {
  return person
    .messages()
    .filter(({ message_id }) => message_id > messageId)
    .flatMap((message) => {
      const [first = ''] = person.versions(message);
      return /· ((?:Question )?\d+(?: of \d+)?)$/m.exec(first)?.[1] ?? [];
    });
}

describe('where a question stands', () => {
  it('is counted up, and out of how many once that is certain', async () => {
    const rig = await openRig();
    const obi = rig.person('Obi');
    await walkToDeposit(rig, obi);
    expect(placesSince(obi, 0)).toEqual([
      ...['Question 1', 'Question 2', '3 of 6', '4 of 6', '5 of 6', '6 of 6'],
    ]);

    const before = obi.last().message_id;
    await walkTo(obi, 'pay');
    expect(placesSince(obi, before)).toEqual([
      ...['Question 1', 'Question 2', 'Question 3'],
      ...['4 of 7', '5 of 7', '6 of 7', '7 of 7'],
    ]);
  });

  it('counts for somebody known what is asked of them', async () => {
    const rig = await openRig();
    const obi = rig.person('Obi');
    await walkToDeposit(rig, obi);
    const before = obi.last().message_id;
    obi.say('/send');
    await obi.press('ADA TEST OKAFOR');
    await goOn(obi, 'amount', 'pay');
    expect(placesSince(obi, before)).toEqual(['Question 1', '2 of 3', '3 of 3']);
  });
});

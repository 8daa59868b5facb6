/** Every attempt waits for its turn, a repeated read included: the budget is never passed over. */
import { expect, test } from 'vitest';
import { clientOf, json, startProvider } from './scripted-provider.ts';

test('each attempt takes a turn before it is sent', async () => {
  const away = json('', 503);
  const { asked, url } = await startProvider(away, away, json({ rate: '1500' }));
  const turns: number[] = [];
  const turn = async () => {
    turns.push(asked.length);
  };
  const { chessa } = clientOf(url, { turn });
  await chessa.getRate('USDC', 'NGN');
  expect(asked).toHaveLength(3);
  expect(turns).toEqual([0, 1, 2]);
});

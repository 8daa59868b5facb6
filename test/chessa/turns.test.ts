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

test('a look tells how pressing it is, whatever a person waits for goes first', async () => {
  const { url } = await startProvider(json('', 404), json('', 404), json('', 404));
  const ranks: (string | undefined)[] = [];
  const { chessa } = clientOf(url, { turn: async (rank) => void ranks.push(rank) });
  await chessa.getOrder('an-order', 'late');
  await chessa.getHistory('an-order', 'in_motion');
  await chessa.getOrder('an-order');
  expect(ranks).toEqual(['late', 'in_motion', undefined]);
});

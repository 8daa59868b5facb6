/** What Telegram shows of the bot before anybody has written to it. */
import { Api } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { openStage } from '../../sandbox/stage.ts';
import { introduce } from '../../src/bot/introduce.ts';
import { createLog } from '../../src/log.ts';
import { spoken } from '../../src/text/messages-for.ts';

async function stageWithLog() {
  const stage = await openStage();
  onTestFinished(stage.close);
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  const log = createLog({ level: 'info', destination, secrets: [], format: 'json' });
  const api = new Api(stage.telegram.token, { apiRoot: stage.url });
  return { ...stage.telegram, lines, introduceAs: () => introduce(api, spoken, log) };
}

test('an empty chat says what the bot does, and its menu what it takes', async () => {
  const { people, world, introduceAs, lines } = await stageWithLog();
  await introduceAs();
  const { description } = world.botProfile();
  expect(description).toContain('it arrives in a bank account or on a phone');
  const { id } = people.create({ firstName: 'Ada' });
  expect(people.commands(id, id).commands.map(({ command }) => command)).toContain('send');
  expect(world.botProfile().descriptions.fr).toContain('il arrive sur un compte bancaire');
  expect(lines).toEqual([]);
});

test('a Telegram that refuses all costs a line in the log each, and nothing else', async () => {
  const { faults, introduceAs, lines } = await stageWithLog();
  faults.plan({ method: '*', fault: { kind: 'refuse', status: 429 }, times: 4 });
  await introduceAs();
  expect(lines).toHaveLength(4);
});

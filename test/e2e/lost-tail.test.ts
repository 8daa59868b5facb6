/**
 * Redis loses its last second, with everything that people saw and Chessa was asked for in it:
 * what a power cut does to a file that is written through once a second, and a failover to a
 * replica that was behind. Judged by what people saw and what Chessa received.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { buildProgram, startProgram } from '../../sandbox/program.ts';
import { openStage } from '../../sandbox/stage.ts';
import { createPerson, type Person } from '../../sandbox/telegram/person.ts';
import { needs } from '../support/not-run.ts';
import { startRedis } from '../support/redis.ts';
import { goOn, walkTo } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

const test = needs('redis-server');

/** The program as a process of its own, on a Redis that can lose what it was told last. */
async function open() {
  const [server, stage, program] = await Promise.all([startRedis(), openStage(), buildProgram()]);
  const dataDir = await mkdtemp(join(tmpdir(), 'lost-'));
  stage.chessa.configure({ stepPace: 0.05 });
  const running = startProgram(program, {
    ...stage.env,
    DATA_DIR: dataDir,
    REDIS_URL: server.url,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    OPS_PORT: '0',
    POLL_SCALE: '0.03',
    QUOTE_MINUTES: '1',
  });
  onTestFinished(async () => {
    running.kill();
    await running.ended;
    await stage.close();
    await server.dispose();
    await program.remove();
    await rm(dataDir, { recursive: true, force: true });
  });
  await running.ready;
  const person = (firstName: string) =>
    createPerson(stage.telegram, { firstName, patienceMs: 30_000 });
  return { server, stage, person };
}

type Scene = Awaited<ReturnType<typeof open>>;

/** What one person does: before the loss, in the time that is lost, and what they see after it. */
interface Story {
  readonly before: () => Promise<void>;
  readonly lost: () => Promise<void>;
  readonly after: () => Promise<void>;
}

/** Up to a quote, which its person reads for longer than Redis can lose. */
async function walkToQuote(person: Person): Promise<void> {
  await walkTo(person, 'quote');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

/** Confirms a quote that stands. Resolves to the order whose address the card then shows. */
async function confirm({ stage }: Scene, person: Person): Promise<string> {
  await person.press('Confirm');
  await person.waitFor('Send exactly');
  const address = person.copy('Copy Solana address');
  const order = stage.chessa.orders().find((one) => one.address === address);
  if (!order) throw new Error('the card shows an address that no order has');
  return order.id;
}

/** Funded by one call, and in all states of all messages no address but the order's own. */
function expectOneAddress({ stage }: Scene, person: Person, orderId: string): void {
  const { address } = stage.chessa.order(orderId);
  expect(stage.chessa.audit(orderId)).toMatchObject({ fundings: 1, addresses: [address] });
  const seen = person.messages().flatMap((message) => person.versions(message).join('\n'));
  const addresses = seen.join('\n').match(/\b[1-9A-HJ-NP-Za-km-z]{32,44}\b/g) ?? [];
  expect(new Set(addresses)).toEqual(new Set([address]));
  expect(person.texts().join('\n')).not.toContain(address);
}

/** News came once, or once more after the loss, and the card shows the end. */
async function expectDelivered(person: Person): Promise<void> {
  await person.waitFor(/has reached/, { since: 'ever', timeoutMs: 120_000 });
  await person.waitFor(/● Delivered|Delivered: /, { since: 'ever', timeoutMs: 30_000 });
  expect(news(person).length).toBeLessThanOrEqual(2);
}

function news(person: Person): string[] {
  return person.texts().filter((text) => /has reached ADA/.test(text));
}

/** Confirmed, and then forgotten. The address stands in the card; the person pays to it. */
function confirmedQuote(scene: Scene, ada: Person, saysSo: boolean): Story {
  let orderId = '';
  return {
    before: () => walkToQuote(ada),
    async lost() {
      orderId = await confirm(scene, ada);
    },
    async after() {
      scene.stage.chessa.applyScenario(orderId, 'exact');
      if (saysSo) await ada.press('I have sent it');
      await expectDelivered(ada);
      expectOneAddress(scene, ada, orderId);
    },
  };
}

/** Paid and delivered, and both forgotten: it is read again, and what was shown never goes back. */
function delivered(scene: Scene, ada: Person): Story {
  let orderId = '';
  let shown = 0;
  const card = () => ada.find(/● Quote accepted/) ?? ada.last();
  return {
    async before() {
      await walkToQuote(ada);
      orderId = await confirm(scene, ada);
    },
    async lost() {
      scene.stage.chessa.applyScenario(orderId, 'exact');
      await expectDelivered(ada);
      shown = ada.versions(card()).length;
    },
    async after() {
      await expect.poll(() => news(ada).length, { timeout: 60_000 }).toBe(2);
      await expectDelivered(ada);
      expect(ada.versions(card()).slice(shown).join('\n')).not.toContain('Send exactly');
      expectOneAddress(scene, ada, orderId);
    },
  };
}

/** Asked for the money back, and that is forgotten: it goes to the same address, asked for once. */
function refunded(scene: Scene, ada: Person): Story {
  const { chessa } = scene.stage;
  let orderId = '';
  return {
    async before() {
      await walkToQuote(ada);
      orderId = await confirm(scene, ada);
      chessa.applyScenario(orderId, 'refund_completes');
      await ada.press('Get my money back');
      await ada.waitFor('Where should your money go?');
      ada.say(wallets.solana);
      await ada.waitFor('Is this your address?');
    },
    async lost() {
      await ada.press('Yes, send it');
      await expect.poll(() => chessa.audit(orderId).refunds.length, { timeout: 20_000 }).toBe(1);
    },
    async after() {
      await ada.waitFor('has been sent back to you', { since: 'ever', timeoutMs: 60_000 });
      const { refunds, fundings } = chessa.audit(orderId);
      expect(refunds.map(({ address }) => address)).toEqual([wallets.solana]);
      expect(fundings).toBe(1);
    },
  };
}

/** In the middle of the questions: the forgotten ones come again, no answer is taken for another. */
function answering(scene: Scene, ada: Person): Story {
  return {
    before: () => walkTo(ada, 'account'),
    lost: () => goOn(ada, 'account', 'amount'),
    async after() {
      ada.say('50000 NGN');
      await ada.waitFor(/Account number|digits/);
      await goOn(ada, 'account', 'quote');
      const orderId = await confirm(scene, ada);
      expect(scene.stage.chessa.order(orderId)).toMatchObject({ accountNumber: '0123456789' });
    },
  };
}

test(
  'what a power cut took from Redis is read again, and nobody sees another address (R02)',
  () => loseTheTail(({ server }) => server.losesFromNow()),
  300_000,
);

test(
  'a failover to a replica that was behind shows nobody another address (R08)',
  () => loseTheTail(({ server }) => server.replicaLagsFromNow()),
  300_000,
);

/** `lose` says from when on all is lost; the function that it returns is the loss. */
async function loseTheTail(
  lose: (scene: Scene) => Promise<() => Promise<void>> | (() => Promise<void>),
): Promise<void> {
  const scene = await open();
  const slow = [
    delivered(scene, scene.person('Delivered')),
    refunded(scene, scene.person('Refunded')),
    answering(scene, scene.person('Answering')),
  ];
  // A quote stands for a minute here.
  const quoted = [
    confirmedQuote(scene, scene.person('Quiet'), false),
    confirmedQuote(scene, scene.person('Loud'), true),
  ];
  const all = [...slow, ...quoted];
  await Promise.all(slow.map(({ before }) => before()));
  await Promise.all(quoted.map(({ before }) => before()));
  const happens = await lose(scene);
  await Promise.all(all.map(({ lost }) => lost()));
  await happens();
  await Promise.all(all.map(({ after }) => after()));
}

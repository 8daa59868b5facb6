/** The whole bot on a stage, for measuring: people who pay, and what their cards showed when. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChessaSandbox } from '../sandbox/chessa/chessa-sandbox.ts';
import { joinBot } from '../sandbox/join.ts';
import { openStage } from '../sandbox/stage.ts';
import { createPerson } from '../sandbox/telegram/person.ts';

/** A card in its chat. */
export interface CardPlace {
  readonly chatId: number;
  readonly messageId: number;
}

/** A running bench. */
export interface StageRig {
  readonly chessa: ChessaSandbox;
  /** Brings a new person to the deposit card. */
  toDeposit(name: string): Promise<{ readonly orderId: string; readonly card: CardPlace }>;
  /** When a message first held these words, by the real clock; `undefined` when it never did. */
  firstShownAtMs(card: CardPlace, words: RegExp): number | undefined;
  close(): Promise<void>;
}

/** Opens a bench; `scale` is simulated time in real time. */
export async function openStageRig(scale: number, pollScale: string): Promise<StageRig> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const stage = await openStage({ scale });
  const env = { POLL_SCALE: pollScale, LOG_LEVEL: 'error' };
  const stop = await joinBot(stage, { dataDir, env, log: process.stderr });
  return {
    chessa: stage.chessa,
    async toDeposit(name) {
      const person = createPerson(stage.telegram, { firstName: name, patienceMs: 60_000 });
      const answers = ['/send', 'nigeria', 'access bank', '0123456789', 'yes', '50000 NGN'];
      for (const answer of answers) {
        person.say(answer);
        await person.waitFor(/./);
      }
      await person.press('USDC on Solana');
      await person.press('Confirm');
      const card = await person.waitFor('Send exactly');
      const shortId = /Transfer (\w+)/.exec(card.text ?? '')?.[1];
      const order = stage.chessa.orders().find((one) => one.shortId === shortId);
      if (!order) throw new Error('a card without an order');
      const place = { chatId: person.chatId, messageId: card.message_id };
      return { orderId: order.id, card: place };
    },
    firstShownAtMs({ chatId, messageId }, words) {
      const versions = stage.telegram.people.versions(chatId, messageId);
      return versions.find(({ message }) => words.test(message.text ?? ''))?.atMs;
    },
    async close() {
      await stop();
      await stage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

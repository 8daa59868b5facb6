/** A way to a Redis server on which answers get lost and questions are held back. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { RedisServer } from './redis.ts';

/** A question that waits on its way. */
export interface Held {
  /** Resolves once it waits. */
  readonly arrived: Promise<void>;
  letGo(): void;
}

/** Opens the way; it is gone with the test. */
export async function startRedisWay(server: Pick<RedisServer, 'url'>) {
  const { port } = new URL(server.url);
  const sockets = new Set<Socket>();
  let loses = false;
  let hold = (_: Buffer): Promise<void> | undefined => undefined;

  const way = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    let before: Promise<void> = Promise.resolve();
    client.on('data', (asked) => {
      const held = hold(asked);
      before = before.then(() => held).then(() => void upstream.write(asked));
    });
    upstream.on('data', (answer) => {
      // An answer that begins so tells that nothing was done: the script has to be brought first.
      if (!loses || String(answer).startsWith('-NOSCRIPT')) return void client.write(answer);
      loses = false;
      client.destroy();
      upstream.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    way.close();
  });

  return {
    url: `redis://127.0.0.1:${(way.address() as AddressInfo).port}`,
    /** What is asked next happens, and nobody learns of it: the connection breaks. */
    loseNextAnswer(): void {
      loses = true;
    },
    /** Holds back the next question that has this in it. */
    holdNext(word: string): Held {
      let letGo = (): void => undefined;
      let arrive = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      hold = (asked) => {
        if (!asked.includes(word)) return undefined;
        hold = () => undefined;
        arrive();
        return gate;
      };
      return { arrived, letGo };
    },
  };
}

/** Finds a port that nothing uses. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems give to outgoing connections (RFC 6335 begins them at 49152, Linux at
 * 32768): a server that is away for a moment finds its port free when it comes back. Even whoever
 * tries to reach it meanwhile would else take the port now and then.
 */
const [lowest, highest] = [20_000, 32_000];
const mostTries = 100;

/** A port of this machine, 20000 to 31999, that was free a moment ago. Throws where there is none. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < mostTries; tried += 1) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** The data key of a machine that was given none: made once, kept beside the data. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreRefused } from './refused.ts';

/**
 * Reads `data.key` in the data folder (base64 of 32 bytes). Makes it, mode 0600, when there are no
 * data yet. Throws {@link StoreRefused} when it is gone while data remain, or cannot be read.
 */
export function keepDataKey(dataDir: string, hasData: boolean): Uint8Array {
  const path = join(dataDir, 'data.key');
  if (!existsSync(path)) {
    if (hasData) {
      throw new StoreRefused(`${path} is missing. Bring it back, or give the key as DATA_KEY.`);
    }
    writeOnce(dataDir, path, `${randomBytes(32).toString('base64')}\n`);
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new StoreRefused(`${path} does not hold a data key. Bring it back.`);
  return key;
}

/** All or nothing, and on the disk before the first byte is sealed with it; never overwrites. */
function writeOnce(dataDir: string, path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  linkSync(draft, path);
  unlinkSync(draft);
  const folder = openSync(dataDir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/**
 * The version of the dialogues: a hash of everything that decides which questions they ask. State
 * of another version is dropped, since an answer could land in the wrong question; the person goes
 * on from their draft.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose code runs inside a dialogue. */
const folders = ['flows', 'text', 'domain'];

/** Hash of the dialogues' code as it lies on disk: 16 hexadecimal digits. Read once, at start. */
export function flowVersion(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /\.[jt]s$/.test(file)).sort()) {
      hash.update(`${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

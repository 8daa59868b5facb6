/** A log that keeps what it is told, for tests that ask for it. */
import type { Log } from '../../src/log.ts';

/** A log and the events of each level, in the order they came. */
export function createSilentLog() {
  const told: { level: keyof Log; event: string }[] = [];
  const write = (level: keyof Log) => (event: string) => void told.push({ level, event });
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  return { log, told };
}

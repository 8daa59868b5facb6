/** What the real program holds in memory while nobody writes: built, and run by plain Node. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildProgram, startProgram } from '../sandbox/program.ts';
import { openStage } from '../sandbox/stage.ts';

/** Megabytes (resident set) after so long without work. */
export async function measureIdleMemory(idleMs: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chessa-remit-bench-'));
  const [program, stage] = await Promise.all([buildProgram(), openStage()]);
  try {
    const running = startProgram(program, { ...stage.env, DATA_DIR: dataDir, OPS_PORT: '0' });
    await running.ready;
    await wait(idleMs);
    const megabytes = await running.memoryMb();
    running.stop();
    await running.ended;
    return megabytes;
  } finally {
    await stage.close();
    await program.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

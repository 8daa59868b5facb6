/** The real program on one machine's file, killed at random moments while people send money. */
import { test } from 'vitest';
import { checkKills } from './check-kills.ts';

checkKills(test, { store: 'sqlite', processes: 1 }, { usual: 30, share: 0.5 });

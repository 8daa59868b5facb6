/** The real program on Redis, killed at random moments, paused, and with Redis killed beside it (R01, X05). */
import { needs } from '../support/not-run.ts';
import { checkKills } from './check-kills.ts';

const setting = { store: 'redis', processes: 1 } as const;
checkKills(needs('redis-server'), setting, { usual: 5, share: 0.25 });

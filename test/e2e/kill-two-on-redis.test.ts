/** Two processes on one Redis: one is killed while the other goes on, or both, or Redis (R01, X05, K23). */
import { needs } from '../support/not-run.ts';
import { checkKills } from './check-kills.ts';

const setting = { store: 'redis', processes: 2 } as const;
checkKills(needs('redis-server'), setting, { usual: 6, share: 0.25 });

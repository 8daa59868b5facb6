/** The people of the demo: two who send money, and one of the bot's own staff. */
import type { People } from './telegram/people.ts';

/** Makes them; returns the ids of staff, as the bot's `ADMIN_IDS` wants them. */
export function createCast(people: People): { readonly adminIds: string } {
  people.create({ firstName: 'Ada', note: 'sends money home' });
  people.create({ firstName: 'Chidi', note: 'sends money home' });
  const staff = people.create({ firstName: 'Sam', note: 'staff: try /admin' });
  // Alarms go to the first of staff, and a bot may write only to whoever wrote to it.
  people.start(staff.id);
  return { adminIds: String(staff.id) };
}

/** A message from staff to many people. */
import { longestBroadcast, mostBroadcastLines } from '../domain/broadcast.ts';
import type { Messages } from './messages.ts';
import { screen } from './pieces.ts';
import { plain } from './rich.ts';
import type { Button } from './screen.ts';

/** Makes the message: as it was typed, links and all, since only staff write it, and a button for help. */
export function createBroadcastMessage(help: Button): Messages['broadcast'] {
  return (text) =>
    screen(
      text
        .split('\n')
        .slice(0, mostBroadcastLines)
        .map((line) => plain(line, longestBroadcast)),
      [help],
    );
}

/**
 * Passes "I have sent it" on to Chessa. A courtesy: nobody waits for it, nothing follows from its
 * answer, and money is looked for in the same way whether or not it was heard.
 */
import type { Chessa } from '../chessa/client.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Log } from '../log.ts';

export interface TellSentDeps {
  readonly chessa: Pick<Chessa, 'confirmSent'>;
  readonly log: Log;
}

/** Makes the function that tells Chessa; it returns at once, and a second call is never made. */
export function createTellSent({ chessa, log }: TellSentDeps) {
  return function tellSent({ id, orderId }: Transfer): void {
    chessa
      .confirmSent(orderId)
      .then((told) => {
        if (!told.ok) log.warn('chessa was not told', { transfer: id, why: told.failure.kind });
      })
      .catch((bug: unknown) => log.error('telling chessa failed', { transfer: id }, bug));
  };
}

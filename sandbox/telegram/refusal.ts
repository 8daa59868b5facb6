/** How the sandbox says no: with Telegram's status and words. */

/** What Telegram adds to some refusals. */
export interface RefusalParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** A refusal on its way to whoever asked; the routes turn it into an answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly parameters: RefusalParameters | undefined;

  /** `description` is the whole text that the asker reads, such as `Bad Request: chat not found`. */
  constructor(status: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.name = 'Refusal';
    this.status = status;
    this.parameters = parameters;
  }
}

/** Refuses as a bad request; `reason` is what follows `Bad Request: `. Never returns. */
export function badRequest(reason: string): never {
  throw new Refusal(400, `Bad Request: ${reason}`);
}

/** Refuses as forbidden; `reason` is what follows `Forbidden: `. Never returns. */
export function forbidden(reason: string): never {
  throw new Refusal(403, `Forbidden: ${reason}`);
}

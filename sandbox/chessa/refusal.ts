/** Refusals in the documented envelope: `{ error, message, statusCode }`. */

/** Statuses that the simulator itself refuses with; faults may use any. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 500 | 503;

/** Thrown by handlers to answer with a refusal. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly code: string;
  /** Complaints by field key, where single fields are at fault. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(
    status: RefusalStatus,
    code: string,
    message: string,
    fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** The documented body of a refusal. */
export function refusalBody(
  status: number,
  code: string,
  message: string,
): { readonly error: string; readonly message: string; readonly statusCode: number } {
  return { error: code, message, statusCode: status };
}

/** 400 `bad_request`. */
export function badRequest(message: string, fields?: Readonly<Record<string, string>>): Refusal {
  return new Refusal(400, 'bad_request', message, fields);
}

/** 404 `not_found` for a thing: `Order not found`. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `${what} not found`);
}

/** 404 `not_found` for the path itself. */
export function noSuchPath(method: string, path: string): Refusal {
  return new Refusal(404, 'not_found', `Cannot ${method} ${path}`);
}

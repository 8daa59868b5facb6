/** Everything that clients sent, and what came of it; the evidence that tests judge. */

/** What a call changed. */
export type Effect =
  | { readonly kind: 'recipient_created' | 'recipient_deactivated'; readonly recipientId: string }
  | {
      readonly kind: 'order_created' | 'order_funded' | 'sent_confirmed' | 'refund_requested';
      readonly orderId: string;
    }
  | { readonly kind: 'feedback_created'; readonly feedbackId: number };

/** One call of the API. Credentials are not kept. */
export interface RecordedRequest {
  readonly id: number;
  /** Simulated time of arrival, milliseconds since 1970. */
  readonly atMs: number;
  readonly method: string;
  /** From `/v1` on. */
  readonly path: string;
  /** As documented, `GET /v1/orders/{orderId}`; undefined for paths that do not exist. */
  readonly endpoint: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body; the text where it is no JSON; undefined where there is none. */
  readonly body: unknown;
  /** The status answered, `no_answer` when the caller got none, undefined while it is served. */
  status?: number | 'no_answer';
  effect?: Effect;
  /** The fault that this call met. */
  fault?: string;
}

/** Keeps requests, the oldest of a very long run forgotten. */
export interface Recorder {
  readonly requests: readonly RecordedRequest[];
  begin(request: Omit<RecordedRequest, 'id' | 'status' | 'effect' | 'fault'>): RecordedRequest;
  clear(): void;
}

const KEPT = 50_000;

/** Makes an empty recorder. */
export function createRecorder(): Recorder {
  const requests: RecordedRequest[] = [];
  let nextId = 1;
  return {
    requests,
    begin(request) {
      const recorded: RecordedRequest = { id: nextId, ...request };
      nextId += 1;
      requests.push(recorded);
      if (requests.length > KEPT) requests.splice(0, KEPT / 2);
      return recorded;
    },
    clear() {
      requests.length = 0;
    },
  };
}

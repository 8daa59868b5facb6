/** Telegram on a bad day: what the next calls of a method meet instead of an answer. */

/** One thing that goes wrong. */
export type Fault =
  /** An answer of Telegram's front door; nothing is carried out. `retryAfterSeconds` for 429. */
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly description?: string;
      readonly retryAfterSeconds?: number;
    }
  /** The connection is cut before anything is carried out. */
  | { readonly kind: 'cut_before' }
  /** The call is carried out, then the connection is cut without an answer. */
  | { readonly kind: 'cut_after' }
  /** The call is carried out, the answer breaks off in the middle. */
  | { readonly kind: 'truncate' }
  /** The call is carried out, then answered with a 5xx page all the same. */
  | { readonly kind: 'lie'; readonly status: number }
  /** The call is carried out after a while. */
  | { readonly kind: 'slow'; readonly ms: number };

/** Which calls a fault meets. */
export interface FaultPlan {
  /** A method's name, `*` for all but getUpdates, or `**` for all. */
  readonly method: string;
  readonly fault: Fault;
  /** The trouble that it comes from, for who asks what goes on. */
  readonly trouble?: string;
  /** Every such call meets it, until the faults are cleared. */
  readonly lasting?: boolean;
  /** For how many calls; 1 when left out. */
  readonly times?: number;
  /** Only calls that name this chat. */
  readonly chatId?: number;
}

/** The faults of one sandbox. */
export interface Faults {
  plan(plan: FaultPlan): void;
  /** The fault that this call meets, if any; uses it up. */
  take(method: string, chatId: unknown): Fault | undefined;
  /** What is still planned. */
  planned(): readonly FaultPlan[];
  clear(): void;
}

/** Makes a Telegram on a good day. */
export function createFaults(): Faults {
  let plans: { readonly plan: FaultPlan; left: number }[] = [];
  return {
    plan(plan) {
      plans.push({ plan, left: plan.times ?? 1 });
    },
    take(method, chatId) {
      const found = plans.find(({ plan }) => meets(plan, method, chatId));
      if (found === undefined) return undefined;
      if (found.plan.lasting) return found.plan.fault;
      found.left -= 1;
      plans = plans.filter(({ left }) => left > 0);
      return found.plan.fault;
    },
    planned: () => plans.map(({ plan, left }) => ({ ...plan, times: left })),
    clear() {
      plans = [];
    },
  };
}

function meets(plan: FaultPlan, method: string, chatId: unknown): boolean {
  const isAny = plan.method === '**' || (plan.method === '*' && method !== 'getUpdates');
  return (
    (isAny || plan.method === method) &&
    (plan.chatId === undefined || String(plan.chatId) === String(chatId))
  );
}

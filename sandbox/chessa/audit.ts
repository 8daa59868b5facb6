/** What clients did to each order, counted for tests that judge them. */

/** What calls did to one order: the figures that a test judges a client by. */
export interface OrderAudit {
  /** Calls of funding that reached the order and were accepted, repeats included. */
  fundings: number;
  /** Different addresses that funding answered or later looks would show, oldest first. */
  readonly addresses: string[];
  /** Calls of refund that reached the order, refused ones included. */
  readonly refunds: {
    readonly address: string;
    readonly tag: string;
    readonly atMs: number;
    readonly accepted: boolean;
  }[];
  /** Looks at the order or its history. */
  reads: number;
}

/** The audits of all orders. */
export interface AuditBook {
  /** The audit of an order; an empty one where nothing was counted yet. */
  of(orderId: string): OrderAudit;
  clear(): void;
}

/** Makes an empty book. */
export function createAuditBook(): AuditBook {
  const audits = new Map<string, OrderAudit>();
  return {
    of(orderId) {
      const audit = audits.get(orderId) ?? { fundings: 0, addresses: [], refunds: [], reads: 0 };
      audits.set(orderId, audit);
      return audit;
    },
    clear: () => audits.clear(),
  };
}

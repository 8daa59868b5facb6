/**
 * A destination as the simulator knows it. The wire configuration is drawn from it, and the same
 * data judges what clients send, so that the two can never disagree.
 */

/** A value of a choice. */
export interface FieldOption {
  readonly id: string;
  readonly name: string;
}

/** One thing a recipient must have, with its rules. */
export interface FieldRule {
  /** The key in `POST /v1/recipients`. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'digits' | 'phone' | 'email' | 'date' | 'choice';
  readonly required: boolean;
  readonly hint?: string;
  readonly example?: string;
  /** JavaScript source; the whole value must match. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly options?: readonly FieldOption[];
  /** Options that depend on the value of another field. */
  readonly optionsBy?: {
    readonly key: string;
    readonly options: Readonly<Record<string, readonly FieldOption[]>>;
  };
  /** A number between bounds, both inclusive, counted from `min` in steps. */
  readonly number?: { readonly min: number; readonly max: number; readonly step: number };
  /** The only value there is; not meant to be asked. */
  readonly constant?: string;
  /** Required only when another field has this value. */
  readonly when?: { readonly key: string; readonly is: string };
  /** Replaces single keys of the field on the wire, to exercise other vendors' spellings. */
  readonly wire?: Readonly<Record<string, unknown>>;
}

/** A bank or wallet operator. */
export interface Institution {
  /** What recipients carry as `code`: `ng_access`. */
  readonly code: string;
  readonly name: string;
  /** The national clearing code, where recipient lists show it. */
  readonly bankCode?: string;
  /** Shown, but nobody can be paid through it. */
  readonly closed?: boolean;
  /** More keys of the method or option on the wire. */
  readonly wire?: Readonly<Record<string, unknown>>;
}

/** A way for money to arrive. */
export interface Rail {
  readonly id: string;
  readonly name: string;
  /** The provider's own spelling of the kind; recipients must send it back as it is. */
  readonly type: 'bank' | 'bank_account' | 'mobile_money' | 'mobileMoney' | 'cash_pickup';
  /**
   * How institutions are told: a method each; options of a field of one method; or a list beside
   * the fields of one method.
   */
  readonly listing: 'methods' | 'options' | 'sibling';
  /** The key of the field or of the sibling list that names the institution. */
  readonly institutionKey: string;
  readonly institutions: readonly Institution[];
  readonly fields: readonly FieldRule[];
  /** Whether the name enquiry knows names here, or only that a number is well formed. */
  readonly namesKnown: boolean;
  /** Tighter than the route's. */
  readonly limits?: { readonly min: number; readonly max: number };
  /** Keys of an option; `id` and `name` when absent. */
  readonly optionSpelling?: 'id_name' | 'code_label';
  /** What the list of fields is called; `fields` when absent. */
  readonly fieldsKey?: string;
  /** More keys of the method on the wire. */
  readonly wire?: Readonly<Record<string, unknown>>;
}

/** One country and currency. */
export interface Route {
  readonly country: { readonly code: string; readonly name: string; readonly dialCode: string };
  readonly currency: {
    readonly code: string;
    readonly name: string;
    /** Units for one US dollar. */
    readonly perUsd: string;
    /** Delivered amounts are rounded down to a multiple of this. */
    readonly payoutStep: string;
  };
  /** On what the recipient gets. */
  readonly limits: { readonly min: number; readonly max: number };
  readonly rails: readonly Rail[];
  /** Replaces single keys of the route on the wire. */
  readonly wire?: Readonly<Record<string, unknown>>;
}

/** Why a store does not open, in one sentence that tells the operator what to do. */

/** Thrown when the store must not be used: held by another process, damaged, or sealed otherwise. */
export class StoreRefused extends Error {}

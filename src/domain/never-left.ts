/** Which failures of a request prove that nothing of it can have arrived. */

/** System and TLS codes that come before the first byte of a request can leave. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Whether a request that failed so surely never left: no address, no connection, no trust in the
 * certificate. Looks along the causes; several tried addresses must all have failed so.
 */
export function neverLeft(problem: unknown): boolean {
  let cause = problem;
  for (let step = 0; step < 5 && cause instanceof Error; step += 1) {
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      return cause.errors.every(neverLeft);
    }
    if ('code' in cause && typeof cause.code === 'string') return beforeSending.has(cause.code);
    cause = cause.cause;
  }
  return false;
}

/** The documented endpoints, and which of them a request means. */

/** Every endpoint, written as the documents write them. */
export const endpoints = [
  'GET /v1/configurations',
  'POST /v1/recipients',
  'GET /v1/recipients',
  'POST /v1/recipients/validate',
  'GET /v1/recipients/user/{userId}',
  'GET /v1/recipients/{recipientId}',
  'POST /v1/recipients/{recipientId}/deactivate',
  'POST /v1/orders',
  'GET /v1/orders',
  'POST /v1/orders/funding',
  'POST /v1/orders/refund',
  'GET /v1/orders/{orderId}',
  'GET /v1/orders/{orderId}/status-history',
  'POST /v1/orders/{orderId}/confirm-sent',
  'GET /v1/rates/{from}/{to}',
  'GET /v1/users/me',
  'POST /v1/users/support',
] as const;

/** A documented endpoint, `POST /v1/orders/funding`. */
export type Endpoint = (typeof endpoints)[number];

const patterns = endpoints.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** @param path from `/v1` on; the singular `/v1/recipient` counts as the plural */
export function endpointOf(method: string, path: string): Endpoint | undefined {
  const plural = path.replace(/^\/v1\/recipient(?=\/|$)/, '/v1/recipients').replace(/\/$/, '');
  return patterns.find(({ pattern }) => pattern.test(`${method} ${plural}`))?.endpoint;
}

/** The part of a request path that is the API's own, wherever the simulator is mounted. */
export function apiPath(path: string): string {
  return path.slice(Math.max(0, path.search(/\/v1(\/|$)/)));
}

/** What one public port serves: each part has its own places, everything else is not there. */
import { Hono } from 'hono';

/** Joins the parts into one. */
export function createPublicApp(parts: readonly Hono[]): Hono {
  const app = new Hono();
  for (const part of parts) app.route('/', part);
  return app.notFound((c) => c.body(null, 404)).onError((_, c) => c.body(null, 500));
}

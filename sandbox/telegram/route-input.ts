/** How the people's side and the levers read requests, and say no. */
import type { Context } from 'hono';
import * as z from 'zod';
import type { ChatRefusal } from './chat-api.ts';
import { Refusal } from './refusal.ts';

/** A number from the path; refuses with 404 what is none. */
export function numberParam(c: Context, name: string): number {
  const value = Number(c.req.param(name));
  if (!Number.isSafeInteger(value)) throw new Refusal(404, 'There is nothing here.');
  return value;
}

/** The JSON body, checked; no body counts as `{}`. Refuses with 400 and what is wrong, in words. */
export async function readJson<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(parse(await c.req.text()));
  if (result.success) return result.data;
  throw new Refusal(400, z.prettifyError(result.error));
}

/** Answers a refusal as `{ "error": "why" }`; everything else is a bug and thrown on. */
export function refusalAnswer(thrown: Error): Response {
  if (!(thrown instanceof Refusal)) throw thrown;
  const refusal: ChatRefusal = { error: thrown.message };
  return Response.json(refusal, { status: thrown.status });
}

function parse(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch (failure) {
    throw new Refusal(400, `The body is no JSON: ${String(failure)}`);
  }
}

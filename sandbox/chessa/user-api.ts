/** `/v1/users`. */
import { Hono } from 'hono';
import type { ApiEnv } from './api.ts';
import { readBody, supportBody } from './request-body.ts';
import { iso } from './time.ts';

import type { World } from './world.ts';

const JOINED_MS = Date.UTC(2025, 0, 24, 3, 23, 17, 897);

/** The user endpoints. */
export function userApi(world: World): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  let lastFeedbackId = 0;

  api.get('/me', (context) => {
    const { userId } = world.account;
    const email = 'operator@example.com';
    const createdAt = iso(JOINED_MS);
    if (world.settings.userShape === 'flat')
      return context.json({ userId, name: 'TEST OPERATOR', email, createdAt });
    return context.json({ user: { id: userId, fullName: 'TEST OPERATOR', email, createdAt } });
  });

  api.post('/support', async (context) => {
    const { type, comment, metadata } = await readBody(context, supportBody);
    lastFeedbackId += 1;
    const id = lastFeedbackId;
    context.set('effect', { kind: 'feedback_created', feedbackId: id });
    const { userId } = world.account;
    const createdAt = iso(world.clock.now());
    const feedback = { id, type, comment, metadata, userId, createdAt };
    return context.json({ message: 'Feedback submitted successfully', feedback }, 201);
  });

  return api;
}

/**
 * A stand-in for Chessa's API that behaves as its documents and its integrators say, and can be
 * made to misbehave in every way that a client must survive. The API is under `/v1`, the controls
 * under `/sandbox`; what the controls do over HTTP, the returned object does as methods.
 */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { type ApiEnv, chessaApi } from './api.ts';
import { createClock } from './clock.ts';
import { type Control, createControl } from './control.ts';
import { controlApi } from './control-api.ts';
import { routes as allRoutes } from './countries/routes.ts';
import { createFaults } from './faults.ts';
import type { RandomBytes } from './identity.ts';
import type { Upcoming } from './order-desk.ts';
import { createRecorder } from './recorder.ts';
import type { Route } from './route.ts';
import type { Settings } from './settings.ts';
import { createWorld } from './world.ts';

/** What a simulator is made of. */
export interface ChessaSandboxOptions {
  /** The credentials that it accepts in `x-client-id` and `x-client-secret`. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The real clock, milliseconds since 1970. */
  readonly now?: () => number;
  readonly random?: RandomBytes;
  /** Simulated milliseconds in a real one; 1 when absent. */
  readonly scale?: number;
  readonly settings?: Partial<Settings>;
  readonly routes?: readonly Route[];
}

/** A running simulator. */
export interface ChessaSandbox extends Control {
  /** `/v1` and `/sandbox`; may be mounted under any prefix. */
  readonly app: Hono<ApiEnv>;
  /** Ends its timer, its event streams, and the calls that it keeps waiting. */
  close(): void;
}

/** Makes a simulator with no orders and no recipients. */
export function createChessaSandbox(options: ChessaSandboxOptions): ChessaSandbox {
  const closing = new AbortController();
  const upcoming: Upcoming[] = [];
  const clock = createClock(options.now ?? Date.now, options.scale);
  const faults = createFaults(clock.now);
  const recorder = createRecorder();
  const world = createWorld({
    clock,
    random: options.random ?? randomBytes,
    routes: options.routes ?? allRoutes,
    settings: options.settings ?? {},
  });
  const control = createControl({ world, clock, faults, recorder, upcoming });

  const { clientId, clientSecret } = options;
  const app = new Hono<ApiEnv>();
  app.route(
    '/v1',
    chessaApi({
      world,
      faults,
      recorder,
      credentials: { clientId, clientSecret },
      takeUpcoming: () => upcoming.shift() ?? { behaviour: {}, scenarios: [] },
      closing: closing.signal,
    }),
  );
  app.route('/sandbox', controlApi(control, closing.signal));

  return { ...control, app, close };

  function close(): void {
    closing.abort();
    world.close();
  }
}

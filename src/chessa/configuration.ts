import type { Configuration } from '../domain/corridor.ts';
import { type Result, refused } from '../domain/result.ts';
import type { Failure } from './failure.ts';
import type { Report } from './wire-values.ts';

export function readConfiguration(_body: unknown, _report: Report): Result<Configuration, Failure> {
  return refused({ kind: 'unavailable' });
}

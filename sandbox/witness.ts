/**
 * What programs on a stage write, told on channels of Node's own to whoever watches over it. So no
 * test has to hand it on, and without anybody who watches nothing happens.
 */
import { channel } from 'node:diagnostics_channel';
import type { Stage } from './stage.ts';

/** A line of a program's log, or whatever else it printed, with the settings that it was given. */
export interface Written {
  readonly line: string;
  readonly env: Readonly<Record<string, string>>;
}

const written = channel('stage.written');
const opened = channel('stage.opened');

/** To be called with each line that a program writes. */
export function tellWritten(one: Written): void {
  written.publish(one);
}

/** To be called with each stage that opens. */
export function tellOpened(stage: Stage): void {
  opened.publish(stage);
}

/** Calls back with all that is written and opened from now on in this process. */
export function watch(onWritten: (one: Written) => void, onOpened: (stage: Stage) => void): void {
  written.subscribe((one) => onWritten(one as Written));
  opened.subscribe((stage) => onOpened(stage as Stage));
}

/** Every destination that the simulator offers, in the order in which it tells them. */
import type { Route } from '../route.ts';
import { ghana } from './ghana.ts';
import { kenya } from './kenya.ts';
import { malawi } from './malawi.ts';
import { nigeria } from './nigeria.ts';
import { senegal } from './senegal.ts';
import { tanzania } from './tanzania.ts';
import { uganda } from './uganda.ts';
import { zimbabweUsd, zimbabweZwg } from './zimbabwe.ts';

/** Nine routes to eight countries. */
export const routes: readonly Route[] = [
  nigeria,
  ghana,
  kenya,
  uganda,
  tanzania,
  senegal,
  zimbabweUsd,
  zimbabweZwg,
  malawi,
];

/** The type of an operation, for the table of routes and the operations themselves. */

import type {Members} from '../members.ts';
import type {World} from '../world/world.ts';
import type {Reply} from './reply.ts';

export interface Call {
  readonly world: World;
  /** The decoded path label: the ARN or name of a job or model. Empty if the route has none. */
  readonly identifier: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Members;
}

export type Operation = (call: Call) => Reply;

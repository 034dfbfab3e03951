/** What an operation is given, and what it is called: shared by the table of routes and by the operations themselves. */
import type {Members} from './constraint.ts';
import type {Reply} from './reply.ts';
import type {World} from './world.ts';

export interface Call {
  readonly world: World;
  /** The decoded path label: a job's or model's ARN or name. Empty where the route has none. */
  readonly identifier: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Members;
}

export type Operation = (call: Call) => Reply;

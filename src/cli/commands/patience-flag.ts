/** The flag that says how long a command goes on trying when AWS does not answer. */
import {parseDuration} from '../../core/duration.ts';
import type {Patience} from '../../core/patience.ts';
import type {Flag} from '../flags.ts';
import type {ValueReader} from '../value-reader.ts';

export const PATIENCE_GROUP = 'Trouble';

export const patienceFlag = (usual: string): Flag => ({
  name: 'patience',
  value: 'TIME',
  group: PATIENCE_GROUP,
  text: `How long to go on trying while AWS throttles, fails, or cannot be reached, for example 30s or 5m; by default ${usual}.`,
});

export const readPatience = (flags: ValueReader, usual: Patience): Patience => {
  const given = flags.read('patience', parseDuration, undefined);
  return given === undefined ? usual : {throttledMs: given, otherMs: given};
};

/** The flag that says how long a command goes on trying when AWS does not answer. */
import {parseDuration} from '../../core/duration.ts';
import type {Patience} from '../../core/patience.ts';
import type {Flag} from '../flags.ts';
import type {ValueReader} from '../value-reader.ts';

export const PATIENCE_GROUP = 'Retries';

export const patienceFlag = (usual: string): Flag => ({
  name: 'patience',
  value: 'TIME',
  group: PATIENCE_GROUP,
  text: `How long to go on trying while AWS throttles, fails, or cannot be reached, for example 30s or 5m; by default ${usual}.`,
});

/** Of commands that a person or a script waits for. */
export const BRIEF: Patience = {throttledMs: 60_000, otherMs: 10_000};
export const BRIEF_TEXT = '1m for throttling, 10s for anything else';

export const readPatience = (flags: ValueReader, usual: Patience): Patience => {
  const given = flags.read('patience', parseDuration, undefined);
  return given === undefined ? usual : {throttledMs: given, otherMs: given, isStrict: true};
};

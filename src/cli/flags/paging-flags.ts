/** The flags that say how many items of a list are printed, and from where on. */
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Flag} from './flags.ts';
import {numberFrom, type ValueReader} from './value-reader.ts';

const MAX_ITEMS = 1_000_000;

export const limitFlag = (group: string, items: string): Flag => ({
  name: 'limit',
  alias: 'max-items',
  value: 'N',
  group,
  text: `Stop after this many ${items} (default: all).`,
});

export const tokenFlags = (group: string): readonly Flag[] => [
  {
    name: 'starting-token',
    alias: 'next-token',
    value: 'TOKEN',
    group,
    text: 'Continue where an earlier list stopped: pass its nextToken, with the same filters.',
  },
  {
    name: 'print-next-token',
    group,
    text: 'If the list stops early, print the token of the next page to stderr, on a line of its own. JSON output always has it as nextToken.',
  },
];

const parseToken = (text: string): Parsed<string> =>
  /^\S{1,2048}$/.test(text) ? good(text) : bad('must have 1 to 2048 characters and no spaces');

export const readPaging = (flags: ValueReader) => ({
  limit: flags.read('limit', numberFrom(1, MAX_ITEMS, true), undefined),
  startingToken: flags.read('starting-token', parseToken, undefined),
  printsToken: flags.isOn('print-next-token'),
});

/** The rows that the bundle's Ink composes, against those of Ink itself. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
// Ink does not export it; the bundle patches the same file.
import Output from '../../node_modules/ink/build/output.js';
// @ts-expect-error a script has no types
import {createRowOutput} from '../../scripts/bundle/row-output.mjs';

const WIDTH = 24;
const HEIGHT = 5;

type Operation =
  | {readonly kind: 'write'; readonly x: number; readonly y: number; readonly text: string; readonly style: number}
  | {readonly kind: 'clip'; readonly clip: Readonly<Record<'x1' | 'x2' | 'y1' | 'y2', number | undefined>>}
  | {readonly kind: 'unclip'};

const STYLES = [
  [],
  [(text: string) => `\x1b[31m${text}\x1b[39m`],
  [(text: string) => `\x1b[1m${text}\x1b[22m`, (text: string) => `\x1b[7m${text}\x1b[27m`],
];

const draw = (Kind: typeof Output, operations: readonly Operation[]): unknown => {
  const output = new Kind({width: WIDTH, height: HEIGHT});
  for (const operation of operations) {
    if (operation.kind === 'clip') output.clip(operation.clip);
    else if (operation.kind === 'unclip') output.unclip();
    // As React does: functions of the same effect, but new ones.
    else {
      const transformers = (STYLES[operation.style] ?? []).map(style => (text: string) => style(text));
      output.write(operation.x, operation.y, operation.text, {transformers});
    }
  }
  return output.get();
};

const bound = fc.option(fc.integer({min: 0, max: WIDTH}), {nil: undefined});
const write = fc.record({
  kind: fc.constant('write' as const),
  x: fc.integer({min: 0, max: WIDTH}),
  y: fc.integer({min: -1, max: HEIGHT}),
  text: fc.constantFrom('one', 'two\nlines', 'a\n\nb', '模型 x', '\x1b[2mdim\x1b[22m', 'a longer text'),
  style: fc.nat(STYLES.length - 1),
});
const clipped = fc
  .tuple(fc.record({x1: bound, x2: bound, y1: bound, y2: bound}), fc.array(write, {maxLength: 3}))
  .map(([clip, writes]): Operation[] => [{kind: 'clip', clip}, ...writes, {kind: 'unclip'}]);
const frame = fc
  .array(
    fc.oneof(
      write.map((one): Operation[] => [one]),
      clipped,
    ),
    {maxLength: 5},
  )
  .map(parts => parts.flat());

it('are the same, whatever frames came before', () => {
  fc.assert(
    fc.property(fc.array(frame, {minLength: 1, maxLength: 4}), frames => {
      const RowOutput = createRowOutput(Output);
      // Every frame twice: the second one comes out of the memory.
      for (const operations of frames.flatMap(each => [each, each])) {
        expect(draw(RowOutput, operations)).toEqual(draw(Output, operations));
      }
    }),
    {numRuns: 1000},
  );
});

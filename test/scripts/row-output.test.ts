/** The rows that the bundle's Ink composes, against those of Ink itself. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
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
  // On the first line no different from no style.
  [(text: string, line: number) => (line === 0 ? text : `\x1b[32m${text}\x1b[39m`)],
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
      const transformers = (STYLES[operation.style] ?? []).map(
        style => (text: string, line: number) => style(text, line),
      );
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

// What a later Ink might do.
class FilledOutput extends Output {
  fill(y: number, letter: string): void {
    (this as unknown as {operations: unknown[]}).operations.push({type: 'fill', y, letter});
  }

  override get(): ReturnType<Output['get']> {
    const {operations} = this as unknown as {operations: {type: string; y: number; letter: string}[]};
    const fills = operations.filter(({type}) => type === 'fill');
    const rest = new Output({width: WIDTH, height: HEIGHT});
    Object.assign(rest, {operations: operations.filter(({type}) => type !== 'fill')});
    const lines = rest.get().output.split('\n');
    for (const {y, letter} of fills) lines[y] = letter.repeat(WIDTH);
    return {output: lines.join('\n'), height: HEIGHT};
  }
}

class LayeredOutput extends Output {
  background = '.';

  override get(): ReturnType<Output['get']> {
    const {output, height} = super.get();
    return {output: output.replaceAll(' ', this.background), height};
  }
}

describe('are those of Ink itself, for', () => {
  it('an operation of another kind', () => {
    const [row, ink] = [createRowOutput(FilledOutput), FilledOutput].map(Kind => {
      const output = new Kind({width: WIDTH, height: HEIGHT});
      output.write(0, 0, 'one', {transformers: []});
      output.fill(1, '=');
      return output.get();
    });
    expect(row).toEqual(ink);
    expect(row.output).toContain('=');
  });

  it('a state that Ink keeps besides', () => {
    const [row, ink] = [createRowOutput(LayeredOutput), LayeredOutput].map(Kind => {
      const output = new Kind({width: WIDTH, height: HEIGHT});
      output.background = ',';
      output.write(3, 0, 'one', {transformers: []});
      return output.get();
    });
    expect(row).toEqual(ink);
    expect(row.output).toContain(',,,one');
  });

  it.each([
    ['a field that is new', {type: 'write', x: 0, y: 0, text: 'new', transformers: [], isHidden: true}],
    ['a bound that is new', {type: 'clip', clip: {x1: 0, x2: 2, y1: 0, y2: 1, z: 1}}],
    ['a place between two rows', {type: 'write', x: 0, y: 0.5, text: 'new', transformers: []}],
  ])('%s', (_, operation) => {
    let asked = 0;
    class Counting extends Output {
      override get(): ReturnType<Output['get']> {
        asked += 1;
        return super.get();
      }
    }
    const RowOutput = createRowOutput(Counting);
    const output = new RowOutput({width: WIDTH, height: HEIGHT});
    output.write(0, 1, 'one', {transformers: []});
    output.operations.push(operation);
    expect(output.get()).toEqual({output: expect.stringContaining('one'), height: HEIGHT});
    // Not once for each row.
    expect(asked).toBe(1);
  });
});

const styled = (style: number): Operation => ({kind: 'write', x: 0, y: 0, text: 'two\nlines', style});

it('are the same, whatever frames came before', () => {
  fc.assert(
    fc.property(fc.array(frame, {minLength: 1, maxLength: 4}), frames => {
      const RowOutput = createRowOutput(Output);
      // Every frame twice: the second one comes out of the memory.
      for (const operations of frames.flatMap(each => [each, each])) {
        expect(draw(RowOutput, operations)).toEqual(draw(Output, operations));
      }
    }),
    {numRuns: 1000, examples: [[[[styled(0)], [styled(1)]]]]},
  );
});

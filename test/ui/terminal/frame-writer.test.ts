/** From frame to frame in a real terminal emulator: what stands there is always what a terminal would show of the last one alone. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createFrameWriter} from '../../../src/ui/terminal/frame-writer.ts';
import {createScreen} from '../../support/screen.ts';

const COLUMNS = 30;
const ROWS = 6;

/** The cells after each of the frames, painted one after another. */
const painted = async (frames: readonly string[]) => {
  const screen = createScreen(COLUMNS, ROWS);
  const writer = createFrameWriter();
  let bytes = 0;
  for (const frame of frames) {
    const written = writer.paint(frame);
    bytes = Buffer.byteLength(written);
    await screen.write(written);
  }
  const cells = Array.from({length: ROWS}, (_, y) => screen.cells(y));
  screen.dispose();
  return {cells, bytes};
};

const STYLES = ['\x1b[31m', '\x1b[39m', '\x1b[1m', '\x1b[2m', '\x1b[22m', '\x1b[7m', '\x1b[27m', '\x1b[94m', '\x1b[0m'];
const part = fc.oneof(
  {weight: 4, arbitrary: fc.constantFrom('Failed', 'job-1', 'job-2', ' ', '      ', '─', '·', '…', 'é')},
  {weight: 1, arbitrary: fc.constantFrom('模', '🦙', 'e\u0301', 'नि')},
  {weight: 3, arbitrary: fc.constantFrom(...STYLES)},
);
/** No wider than the terminal, even if each letter is taken for two columns. */
const line = fc.array(part, {maxLength: 7}).map(parts => {
  let width = 0;
  const kept = parts.filter(text => {
    width += text.startsWith('\x1b') ? 0 : text.length * (/^[\x20-\x7e─·…é]*$/.test(text) ? 1 : 2);
    return width <= COLUMNS;
  });
  return `${kept.join('')}\x1b[0m`;
});
const frame = fc.array(line, {minLength: 1, maxLength: ROWS}).map(lines => lines.join('\n'));

describe('the terminal', () => {
  it('shows the last frame, whatever stood there before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, {minLength: 1, maxLength: 5}), async frames => {
        const after = await painted(frames);
        expect(after.cells).toEqual((await painted(frames.slice(-1))).cells);
      }),
      {numRuns: 400},
    );
  });

  it('shows lines that fill it to the last column, the last one too', async () => {
    const full = (letter: string) => Array.from({length: ROWS}, () => letter.repeat(COLUMNS)).join('\n');
    const {cells} = await painted([full('a'), full('b'), full('c')]);
    for (const row of cells) expect(row.map(({text}) => text).join('')).toBe('c'.repeat(COLUMNS));
  });
});

it('a line of another program spoils only the rows that it takes', async () => {
  const screen = createScreen(COLUMNS, ROWS);
  const writer = createFrameWriter();
  const frame = (selected: number) =>
    Array.from({length: ROWS}, (_, y) => `${y === selected ? '>' : ' '} job ${y}`).join('\n');
  await screen.write(writer.paint(frame(0)));
  // It leaves the cursor elsewhere, in another style.
  await screen.write('\x1b[3;1H\x1b[44mBroadcast message\r\n');
  for (const selected of [1, 4, 5]) await screen.write(writer.paint(frame(selected)));
  const rows = Array.from({length: ROWS}, (_, y) => screen.row(y));
  expect(rows.with(2, '')).toEqual(
    frame(5)
      .split('\n')
      .with(2, '')
      .map(row => row.trimEnd()),
  );
  screen.dispose();
});

describe('what is written', () => {
  it('is nothing if nothing differs', () => {
    const writer = createFrameWriter();
    writer.paint('a\nb');
    expect(writer.paint('a\nb')).toBe('');
  });

  it('is the cells that differ, in one update', () => {
    const writer = createFrameWriter();
    writer.paint('first\nCreated 12:00   took 5m\nlast');
    expect(writer.paint('first\nCreated 13:00   took 7m\nlast')).toBe('\x1b[?2026h\x1b[2;10H3\x1b[11C7\x1b[?2026l');
  });

  it('erases what a longer line leaves behind', () => {
    const writer = createFrameWriter();
    writer.paint('a long line');
    expect(writer.paint('a')).toBe('\x1b[?2026h\x1b[1;2H\x1b[K\x1b[?2026l');
  });

  it('is the whole line if the columns of its letters are not certain', () => {
    const writer = createFrameWriter();
    writer.paint('模型 one');
    expect(writer.paint('模型 two')).toBe('\x1b[?2026h\x1b[1;1H\x1b[m\x1b[K模型 two\x1b[m\x1b[?2026l');
  });

  it('is the whole frame, on an empty screen, once the last one is forgotten', () => {
    const writer = createFrameWriter();
    writer.paint('a\nb');
    writer.forget();
    expect(writer.paint('a\nb')).toBe('\x1b[?2026h\x1b[m\x1b[H\x1b[Ja\r\nb\x1b[?2026l');
  });
});

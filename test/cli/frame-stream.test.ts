/** What Ink writes, and what of it the terminal gets. */
import {expect, it} from 'vitest';
import {FrameStream} from '../../src/cli/frame-stream.ts';

const start = () => {
  const written: string[] = [];
  const terminal = {
    columns: 80,
    rows: 24,
    destroyed: false,
    writable: true,
    writableEnded: false,
    write: (text: string, done?: () => void) => {
      written.push(text);
      done?.();
      return true;
    },
  };
  const stream = new FrameStream(terminal as never);
  return {stream, written, terminal};
};

it('passes modes on as they are, and calls back', () => {
  const {stream, written} = start();
  let isDone = false;
  stream.write('\x1b[?1049h');
  stream.write('\x1b[?25l\x1b[?2004h');
  stream.write('', (() => {
    isDone = true;
  }) as never);
  expect(written).toEqual(['\x1b[?1049h', '\x1b[?25l\x1b[?2004h', '']);
  expect(isDone).toBe(true);
});

it('writes of a frame only what differs from the last, and nothing where nothing does', () => {
  const {stream, written} = start();
  stream.write('one\ntwo');
  stream.write('one\ntwo');
  stream.write('one\ntoo');
  expect(written).toEqual(['\x1b[?2026h\x1b[H\x1b[Jone\r\ntwo\x1b[?2026l', '\x1b[?2026h\x1b[2;2Ho\x1b[?2026l']);
});

it('has the size of the terminal, and draws all of the next frame when it is to repaint', () => {
  const {stream, written, terminal} = start();
  stream.write('one');
  let resizes = 0;
  stream.on('resize', () => {
    resizes += 1;
    stream.write('one');
  });
  terminal.columns = 100;
  stream.repaint();
  expect([stream.columns, stream.rows, resizes]).toEqual([100, 24, 1]);
  expect(written.at(-1)).toContain('\x1b[H\x1b[Jone');
});

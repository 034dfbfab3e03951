/** What Ink writes, and what of it the terminal gets. */
import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import {render, Text, useStdout} from 'ink';
import {createElement, useEffect} from 'react';
import {describe, expect, it, onTestFinished} from 'vitest';
import {FrameStream} from '../../../src/cli/terminal/frame-stream.ts';

/** A terminal as Node has it: it calls back later, in order. */
class Terminal extends Writable {
  columns = 80;
  rows = 24;
  readonly written: string[] = [];
  readonly encodings: string[] = [];

  constructor() {
    super({decodeStrings: false});
  }

  override _write(chunk: string | Buffer, encoding: string, done: () => void): void {
    this.written.push(String(chunk));
    this.encodings.push(encoding);
    setImmediate(done);
  }
}

const start = () => {
  const terminal = new Terminal();
  const stream = new FrameStream(terminal as unknown as NodeJS.WriteStream);
  /** As Ink draws: it writes the frame, then says that it has drawn. */
  const draw = (frame: string, ...rest: readonly (() => void)[]) => {
    stream.write(frame, ...rest);
    stream.drawn();
  };
  const drained = () => new Promise<void>(resolve => terminal.write('', () => resolve()));
  /** All bytes so far, without the empty writes. */
  const bytes = async () => {
    await drained();
    return terminal.written.filter(text => text !== '');
  };
  return {stream, terminal, draw, bytes, drained};
};

const whole = (frame: string) => `\x1b[?2026h\x1b[m\x1b[H\x1b[J${frame}\x1b[?2026l`;

describe('a frame', () => {
  it('is written as what differs from the last one, and not at all if nothing does', async () => {
    const {draw, bytes} = start();
    for (const frame of ['one\ntwo', 'one\ntwo', 'one\ntoo']) draw(frame);
    expect(await bytes()).toEqual([whole('one\r\ntwo'), '\x1b[?2026h\x1b[2;2Ho\x1b[?2026l']);
  });

  it('may contain links', async () => {
    const {draw, bytes} = start();
    const link = '\x1b]8;;https://example.com\x07link\x1b]8;;\x07';
    draw(link);
    draw(`${link} two`);
    expect(await bytes()).toEqual([whole(link), `\x1b[?2026h\x1b[1;1H\x1b[m\x1b[K${link} two\x1b[m\x1b[?2026l`]);
  });

  it('is drawn as a whole, for the size of the terminal, when the screen is to be painted again', async () => {
    const {stream, terminal, draw, bytes} = start();
    draw('one');
    stream.on('resize', () => draw(`${stream.columns} x ${stream.rows}`));
    terminal.columns = 100;
    stream.repaint();
    expect((await bytes()).at(-1)).toBe(whole('100 x 24'));
  });
});

describe('what is no frame', () => {
  it.each([
    ['a mode', '\x1b[?25l\x1b[?2004h'],
    ["Ink's question about the kitty keyboard", '\x1b[?u'],
    ['the kitty keyboard, on', '\x1b[>1u'],
    ['the kitty keyboard, off', '\x1b[<u'],
    ['a title', '\x1b]0;imports\x07'],
    ['a title that ends with ST', '\x1b]2;two words\x1b\\'],
    ['a bell', '\x07'],
    ['an application keypad', '\x1b='],
    ['a style alone', '\x1b[0m'],
    ['a question about the colours', '\x1b]11;?\x07\x1b[c'],
    ['text that Ink has not drawn', 'a word\n'],
    ['a sequence with text', '\x1b[31mred\x1b[K'],
  ])('reaches the terminal as it is: %s', async (_, text) => {
    const {stream, draw, bytes} = start();
    stream.write(text);
    draw('one');
    stream.write(text);
    expect(await bytes()).toEqual([text, whole('one'), text]);
  });

  it.each(['\x1b[?2004l', '\x1b[>1u', '\x1b]0;imports\x07', '\x07', '\x1b[m'])(
    'leaves the screen known if it cannot change it: %j',
    async text => {
      const {stream, draw, bytes} = start();
      draw('one\ntwo');
      stream.write(text);
      draw('one\ntoo');
      expect((await bytes()).slice(1)).toEqual([text, '\x1b[?2026h\x1b[2;2Ho\x1b[?2026l']);
    },
  );

  it.each(['\x1b[2J', '\x1b[?1049h', '\x1bc', 'a word', '\x1b[5;1H\x1b[?25h'])(
    'has the next frame written as a whole if it may have changed the screen: %j',
    async text => {
      const {stream, draw, bytes} = start();
      draw('one');
      stream.write(text);
      draw('one');
      expect((await bytes()).slice(1)).toEqual([text, whole('one')]);
    },
  );

  it('reaches the terminal in the order in which it was written, and soon', async () => {
    const {stream, draw, bytes} = start();
    stream.write('a word');
    stream.write('\x1b[?25l');
    draw('one');
    stream.write('the last');
    await Promise.resolve();
    expect(await bytes()).toEqual(['a word', '\x1b[?25l', whole('one'), 'the last']);
  });

  it('keeps its encoding, and bytes are bytes', async () => {
    const {stream, terminal, bytes} = start();
    stream.write('1b5b3f323568', 'hex');
    stream.write('\xe9', 'latin1');
    stream.write(Buffer.from('bytes'));
    expect(await bytes()).toEqual(['1b5b3f323568', '\xe9', 'bytes']);
    expect(terminal.encodings.slice(0, 3)).toEqual(['hex', 'latin1', 'buffer']);
  });
});

describe('a callback', () => {
  it('is called once, later, and in order, whatever was to be written', async () => {
    const {stream, draw, drained} = start();
    const called: string[] = [];
    const note = (name: string) => () => called.push(name);
    stream.write('\x1b[?25l', note('mode'));
    draw('one', note('frame'));
    draw('one', note('the same frame'));
    stream.write('', note('nothing'));
    stream.write('a word', note('a word'));
    stream.write('\x1b]0;t\x07', 'utf8', note('title'));
    stream.write('two', 'utf8', note('two'));
    stream.drawn();
    expect(called).toEqual([]);
    await drained();
    expect(called).toEqual(['mode', 'frame', 'the same frame', 'nothing', 'a word', 'title', 'two']);
  });

  it('learns of a terminal that is gone', async () => {
    const {terminal, draw} = start();
    terminal.on('error', () => {});
    terminal.destroy();
    const error = await new Promise<unknown>(resolve => draw('one', resolve as () => void));
    expect(String(error)).toMatch(/destroyed/);
  });
});

describe('with Ink', () => {
  class Keyboard extends EventEmitter {
    readonly isTTY = true;
    setEncoding() {}
    setRawMode() {}
    ref() {}
    unref() {}
    read() {
      return null;
    }
  }

  const show = (node: Parameters<typeof render>[0]) => {
    const {stream, bytes} = start();
    const instance = render(node, {
      stdout: stream as unknown as NodeJS.WriteStream,
      stdin: new Keyboard() as unknown as NodeJS.ReadStream,
      debug: true,
      onRender: stream.drawn,
      interactive: true,
      alternateScreen: true,
      patchConsole: false,
      kittyKeyboard: {mode: 'enabled'},
    });
    onTestFinished(() => instance.unmount());
    return {instance, bytes};
  };

  it('writes each frame as a frame, and all else as Ink means it', async () => {
    const {instance, bytes} = show(createElement(Text, {}, 'one'));
    instance.rerender(createElement(Text, {}, 'ore'));
    instance.unmount();
    await instance.waitUntilExit();
    const written = await bytes();
    expect(written.slice(0, 5)).toEqual([
      '\x1b[?1049h',
      '\x1b[?25l',
      '\x1b[>1u',
      whole('one'),
      '\x1b[?2026h\x1b[1;2Hr\x1b[?2026l',
    ]);
    expect(written.slice(-3)).toEqual(['\x1b[<u', '\x1b[?1049l', '\x1b[?25h']);
  });

  it('draws the whole frame after text that a component writes past it', async () => {
    const Writer = ({text}: {readonly text: string}) => {
      const {write} = useStdout();
      useEffect(() => write('past it\n'), [write]);
      return createElement(Text, {}, text);
    };
    const {instance, bytes} = show(createElement(Writer, {text: 'one'}));
    await new Promise(setImmediate);
    instance.rerender(createElement(Writer, {text: 'two'}));
    expect((await bytes()).slice(-2)).toEqual(['past it\none', whole('two')]);
  });
});

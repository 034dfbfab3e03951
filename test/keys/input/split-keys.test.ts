/** Keys whose bytes come apart, as over a slow ssh: each acts as the key, or as esc alone, but its rest never acts as keys. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Stroke} from '../../../src/keys/input/stroke.ts';
import {LINES, nameOf, outsideOfFields, readInPieces, startReader} from './split-rig.ts';

const GAPS = [0, 20, 60, 100, 140] as const;

/** What terminals send: each introducer, by what it is for. */
const SEQUENCES = {
  up: '\x1b[A',
  end: '\x1b[F',
  'numbered end': '\x1b[4~',
  pgup: '\x1b[5~',
  f5: '\x1b[15~',
  'ctrl-left': '\x1b[1;5D',
  'shift-tab': '\x1b[Z',
  'rxvt shift-up': '\x1b[a',
  'rxvt shift-home': '\x1b[7$',
  'linux f1': '\x1b[[A',
  'application up': '\x1bOA',
  'application end': '\x1bOF',
  f4: '\x1bOS',
  'keypad 1': '\x1bOq',
  'rxvt ctrl-left': '\x1bO5D',
  mouse: '\x1b[<0;10;20M',
  'cursor position': '\x1b[12;40R',
  'device attributes': '\x1b[?62;22c',
  'secondary device attributes': '\x1b[>41;354;0c',
  'kitty keyboard flags': '\x1b[?1u',
  'kitty key': '\x1b[97;5u',
  'mode report': '\x1b[?2026;2$y',
  'colour, ended by ST': '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\',
  'colour, ended by BEL': '\x1b]11;rgb:1e1e/1e1e/2e2e\x07',
  clipboard: '\x1b]52;c;cXFx\x07',
  version: '\x1bP>|xterm(390)\x1b\\',
  setting: '\x1bP1$r0m\x1b\\',
  capability: '\x1bP1+r544e=787465726d\x1b\\',
  'device identifier': '\x1bP!|00000000\x1b\\',
  'kitty graphics': '\x1b_Gi=31;OK\x1b\\',
  'private message': '\x1b^quit\x1b\\',
  'start of string': '\x1bXquit\x1b\\',
  'focus gained': '\x1b[I',
  'focus lost': '\x1b[O',
  paste: '\x1b[200~q?j\x1b[201~',
  'end of no paste': '\x1b[201~',
} as const;

const cutOnce = (text: string): readonly (readonly [string, string])[] =>
  Array.from({length: text.length - 1}, (_, i) => [text.slice(0, i + 1), text.slice(i + 1)]);

const wholeNames = (text: string) => readInPieces([text], 0, LINES.local).names();
/** What is not lost with its ESC, because it is not a key: the focus and the text of a paste. */
const reports = (names: readonly string[]) => names.filter(name => /^(?:focus|paste):/.test(name));

describe.each(Object.entries(LINES))('%s', (_, wait) => {
  describe.each(Object.entries(SEQUENCES))('%s', (_name, sequence) => {
    it.each(GAPS)('cut at any byte, %d ms apart', gap => {
      const whole = wholeNames(sequence);
      for (const pieces of cutOnce(sequence)) {
        const isLate = pieces[0] === '\x1b' && gap >= wait.first;
        const expected = isLate ? ['esc', ...reports(whole)] : whole;
        expect(readInPieces(pieces, gap, wait).names(), JSON.stringify(pieces)).toEqual(expected);
      }
    });

    it.each(GAPS)('cut at every byte, %d ms apart', gap => {
      const whole = wholeNames(sequence);
      const expected = gap < wait.first ? whole : ['esc', ...reports(whole)];
      expect(readInPieces(sequence.split(''), gap, wait).names()).toEqual(expected);
    });
  });

  it.each(['[', ']', 'O', 'P', 'X', '^', '_', '/', 'j', 'é'])('esc and %s do both', key => {
    for (const gap of [0, 1, 24, 30, 100, 300, 499, 600, 5000]) {
      expect(readInPieces(['\x1b', key], gap, wait).names(), `${gap} ms`).toEqual(['esc', key]);
    }
  });

  it.each([
    ['[[', ['[', '[']],
    ['[[[', ['[', '[', '[']],
    ['[\r', ['[', 'enter']],
    [']]', [']', ']']],
    [']j', [']', 'j']],
    ['Pdev', ['P', 'd', 'e', 'v']],
    ['O\x03', ['O', 'ctrl-c']],
    [']\r', [']', 'enter']],
    ['jj', ['j', 'j']],
  ])('esc and then %j, typed, are the keys that they are', (typed, names) => {
    for (const gap of [0, 60]) {
      const reader = startReader(wait);
      reader.type('\x1b');
      reader.pass(300);
      for (const piece of gap === 0 ? [typed] : typed.split('')) {
        reader.type(piece);
        reader.pass(gap);
      }
      reader.pass(1000);
      expect(reader.names(), `${gap} ms`).toEqual(['esc', ...names]);
    }
  });

  it('a key after the rest of another is that key', () => {
    const reader = startReader(wait);
    for (const piece of ['\x1b', '[A', 'j', '\x1b', '[', '1;5', 'D', 'k']) {
      reader.type(piece);
      reader.pass(piece === '\x1b' ? 300 : 140);
    }
    expect(reader.names()).toEqual(['esc', 'j', 'esc', 'k']);
  });

  it('a string without an end takes in only what comes without a pause', () => {
    const reader = startReader(wait);
    reader.type('\x1b]11;rgb:');
    reader.pass(149);
    reader.type('1e1e');
    reader.pass(151);
    reader.type('j\x1b]1');
    reader.type('\x03');
    expect(reader.names()).toEqual(['j', 'ctrl-c']);
  });
});

describe('when a key acts', () => {
  it.each([
    ['local', 25],
    ['ssh', 150],
  ] as const)('%s: esc %d ms after its byte', (line, ms) => {
    expect(readInPieces(['\x1b'], 0, LINES[line]).log()).toEqual([`esc at ${ms}`]);
  });

  it('an introducer after an esc is held for 150 ms, and not at all half a second later', () => {
    expect(readInPieces(['\x1b', '['], 100, LINES.local).log()).toEqual(['esc at 25', '[ at 250']);
    expect(readInPieces(['\x1b', '['], 526, LINES.local).log()).toEqual(['esc at 25', '[ at 526']);
    expect(readInPieces(['\x1b', 'j'], 100, LINES.local).log()).toEqual(['esc at 25', 'j at 100']);
    expect(readInPieces(['\x1b', 'j', '['], 100, LINES.local).log()).toEqual(['esc at 25', 'j at 100', '[ at 200']);
    expect(readInPieces(['['], 0, LINES.local).log()).toEqual(['[ at 0']);
  });

  it('esc waits longer once the line has shown that it is slow', () => {
    const reader = startReader(LINES.local);
    for (const piece of ['\x1b', '[A', '\x1b', '[A', '\x1b']) {
      reader.type(piece);
      reader.pass(100);
    }
    reader.pass(50);
    expect(reader.log()).toEqual(['esc at 25', 'up at 300', 'esc at 550']);
  });

  it('a key typed after esc is no sign of a slow line', () => {
    const reader = startReader(LINES.local);
    for (const piece of ['\x1b', '[', '\x1b', ']j', '\x1b']) {
      reader.type(piece);
      reader.pass(200);
    }
    expect(reader.log().at(-1)).toBe('esc at 825');
  });

  it.each([10, 400, 1000])('a wait set by the person (%d ms) stays', ms => {
    const reader = startReader({first: ms, afterLateTail: ms});
    for (const piece of ['\x1b', '[A', '\x1b']) {
      reader.type(piece);
      reader.pass(ms + 20);
    }
    expect(reader.log()).toEqual([`esc at ${ms}`, `esc at ${ms + 2 * (ms + 20)}`]);
  });

  it('with a wait of 0 ms, keys that come whole stay whole', () => {
    const reader = startReader({first: 0, afterLateTail: 0});
    for (const piece of ['\x1b[A', '\x1b', '[A', 'j']) {
      reader.type(piece);
      reader.pass(1);
    }
    expect(reader.names()).toEqual(['up', 'esc', 'j']);
  });
});

describe('alt, as a text field gets it', () => {
  const alts = (gap: number, key: string, line: keyof typeof LINES) =>
    readInPieces(['\x1b', key], gap, LINES[line]).strokes.map(nameOf);

  it.each(['b', '\x7f', 'é', '/'])('is ESC and %j within 25 ms', key => {
    const name = key === '\x7f' ? 'backspace' : key;
    for (const gap of [0, 24, 25]) expect(alts(gap, key, 'ssh')).toEqual([`alt-${name}`]);
    for (const gap of [26, 100, 149, 300]) expect(alts(gap, key, 'ssh')).toEqual(['esc', name]);
    expect([alts(24, key, 'local'), alts(25, key, 'local')]).toEqual([[`alt-${name}`], ['esc', name]]);
  });

  it('is also an introducer that nothing follows', () => {
    for (const key of '[]OPX^_') {
      expect([alts(0, key, 'local'), alts(24, key, 'ssh'), alts(26, key, 'ssh')]).toEqual([
        [`alt-${key}`],
        [`alt-${key}`],
        ['esc', key],
      ]);
    }
  });
});

/** A person’s keys and a terminal’s reports, one after another. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.values(SEQUENCES)),
      fc.constantFrom('j', '/', '[', 'O', ']', 'é', '😀', '\r', '\x03', '\x1b', '\x1bb'),
    ),
    {
      maxLength: 8,
    },
  )
  .map(parts => parts.join(''));

const spread = (strokes: readonly Stroke[]) => strokes.flatMap(outsideOfFields);

describe.each(Object.entries(LINES))('any stream of keys, %s', (_, wait) => {
  it('cut anywhere, with gaps below the wait, is the same as uncut', () => {
    const cuts = fc.array(fc.record({at: fc.nat(), gap: fc.integer({min: 0, max: wait.first - 1})}), {maxLength: 12});
    fc.assert(
      fc.property(stream, cuts, (text, places) => {
        const bytes = Buffer.from(text);
        const sorted = places.map(({at, gap}) => ({at: at % (bytes.length + 1), gap})).sort((a, b) => a.at - b.at);
        const reader = startReader(wait);
        let from = 0;
        for (const {at, gap} of sorted) {
          if (at > from) reader.type(bytes.subarray(from, at));
          if (at > from) reader.pass(gap);
          from = Math.max(from, at);
        }
        if (from < bytes.length) reader.type(bytes.subarray(from));
        reader.pass(3000);
        expect(spread(reader.strokes)).toEqual(spread(readInPieces([text], 0, wait).strokes));
      }),
      {numRuns: 500},
    );
  });
});

it('a character that comes in parts keeps a string waiting', () => {
  const whole = Buffer.from('\x1b]jé\x07');
  const reader = startReader(LINES.ssh);
  for (const [from, to] of [
    [0, 3],
    [3, 4],
    [4, 6],
  ]) {
    reader.type(whole.subarray(from, to));
    reader.pass(100);
  }
  expect(reader.names()).toEqual([]);
});

describe('a cut that lasts longer than any wait', () => {
  it('never turns the rest of a sequence into keys', () => {
    const sequence = fc.constantFrom(...Object.values(SEQUENCES));
    fc.assert(
      fc.property(
        sequence,
        fc.constantFrom(LINES.local, LINES.ssh),
        fc.array(fc.integer({min: 0, max: 149}), {minLength: 40, maxLength: 40}),
        (text, wait, gaps) => {
          const reader = startReader(wait);
          text.split('').forEach((character, i) => {
            reader.type(character);
            reader.pass(gaps[i] ?? 0);
          });
          reader.pass(3000);
          const whole = wholeNames(text);
          expect([whole, ['esc', ...reports(whole)]]).toContainEqual(reader.names());
        },
      ),
      {numRuns: 500},
    );
  });
});

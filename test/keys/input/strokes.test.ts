import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainText} from '../../../src/core/text/plain-text.ts';
import {LONGEST_PASTE} from '../../../src/keys/input/paste.ts';
import type {Stroke} from '../../../src/keys/input/stroke.ts';
import {createStrokes} from '../../../src/keys/input/strokes.ts';
import {LINES, nameOf} from './split-rig.ts';

/** A splitter that gets everything in one moment. */
const createSplitter = () => {
  const strokes = createStrokes(LINES.local);
  return {push: (chunk: string) => strokes.push(chunk, 0), due: strokes.due, flush: () => strokes.flush(0)};
};

/** All strokes of these chunks, including what is held at the end. */
const strokesOf = (...chunks: readonly string[]): Stroke[] => {
  const strokes = createSplitter();
  return [...chunks.flatMap(chunk => strokes.push(chunk)), ...strokes.flush()];
};

const names = (...chunks: readonly string[]): string[] => strokesOf(...chunks).map(nameOf);

describe('the name of a key', () => {
  it.each([
    ['j', 'j'],
    ['G', 'G'],
    ['/', '/'],
    [' ', 'space'],
    ['é', 'é'],
    ['😀', '😀'],
    ['e\u0301', 'e\u0301'],
    ['👍🏽', '👍🏽'],
    ['🇮🇸', '🇮🇸'],
    ['\r', 'enter'],
    ['\n', 'enter'],
    ['\x1bOM', 'enter'],
    ['\t', 'tab'],
    ['\x1b[Z', 'shift-tab'],
    ['\x1b', 'esc'],
    ['\x7f', 'backspace'],
    ['\b', 'backspace'],
    ['\x1b[3~', 'delete'],
    ['\x1b[2~', 'insert'],
    ['\x1b[5~', 'pgup'],
    ['\x1b[6~', 'pgdn'],
    ['\x01', 'ctrl-a'],
    ['\x03', 'ctrl-c'],
    ['\x1a', 'ctrl-z'],
    ['\x00', 'ctrl-space'],
    ['\x1f', 'ctrl-_'],
    ['\x1bx', 'alt-x'],
    ['\x1bX', 'alt-X'],
    ['\x1b ', 'alt-space'],
    ['\x1b\x7f', 'alt-backspace'],
    ['\x1bO', 'alt-O'],
    ['\x1b]', 'alt-]'],
  ])('%j is %s', (raw, name) => {
    expect(names(raw)).toEqual([name]);
  });

  it.each([
    ['up', ['\x1b[A', '\x1bOA', '\x1b[1A', '\x1b[1;1A']],
    ['down', ['\x1b[B', '\x1bOB']],
    ['right', ['\x1b[C', '\x1bOC']],
    ['left', ['\x1b[D', '\x1bOD']],
    ['home', ['\x1b[H', '\x1bOH', '\x1b[1~', '\x1b[7~']],
    ['end', ['\x1b[F', '\x1bOF', '\x1b[4~', '\x1b[8~']],
    ['f1', ['\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b[P']],
    ['f3', ['\x1bOR', '\x1b[13~', '\x1b[[C']],
    ['f5', ['\x1b[15~', '\x1b[[E']],
    ['f12', ['\x1b[24~']],
    ['ctrl-left', ['\x1b[1;5D', '\x1bOd', '\x1bO5D', '\x1bO1;5D']],
    ['shift-up', ['\x1b[1;2A', '\x1b[a']],
    ['alt-right', ['\x1b[1;3C', '\x1b[1;9C']],
    ['ctrl-alt-shift-end', ['\x1b[1;8F']],
    ['ctrl-delete', ['\x1b[3;5~', '\x1b[3^']],
    ['shift-home', ['\x1b[1;2H', '\x1b[7$']],
    ['ctrl-shift-pgup', ['\x1b[5;6~', '\x1b[5@']],
    ['ctrl-f3', ['\x1b[1;5R']],
  ])('%s in every form', (name, forms) => {
    expect(forms.map(form => names(`${form}x`))).toEqual(forms.map(() => [name, 'x']));
  });

  it('has with it what a field would insert, and what was sent', () => {
    expect(strokesOf(' \x1b[A')).toEqual([
      {kind: 'key', name: 'space', raw: ' ', text: ' '},
      {kind: 'key', name: 'up', raw: '\x1b[A', text: undefined},
    ]);
  });
});

describe('several keys in one read', () => {
  it.each([
    ['abc\r', ['a', 'b', 'c', 'enter']],
    ['\x7f\x7f\x7f', ['backspace', 'backspace', 'backspace']],
    ['j\r', ['j', 'enter']],
    ['\x1b[B\x1b[Bj', ['down', 'down', 'j']],
    ['\x1b\x1b[A', ['esc', 'up']],
    ['\x1b\x1b', ['esc', 'esc']],
    ['\x1b\x03', ['esc', 'ctrl-c']],
    ['\x1b\r', ['esc', 'enter']],
    ['\x1b[\r', ['alt-[', 'enter']],
    ['\x1b]\r', ['alt-]', 'enter']],
    ['\x1b]11;\x03', ['ctrl-c']],
    ['\x1b[1;\x03', ['ctrl-c']],
    ['\x1bO\r', ['alt-O', 'enter']],
  ])('%j', (input, expected) => {
    expect(names(input)).toEqual(expected);
  });
});

describe('what is dropped', () => {
  it.each([
    ['a mouse report', '\x1b[<0;10;20M'],
    ['an old mouse report', '\x1b[M !!'],
    ['a cursor position', '\x1b[12;40R'],
    ['device attributes', '\x1b[?62;22c'],
    ['a mode report', '\x1b[?2026;2$y'],
    ['a kitty key', '\x1b[97;5u'],
    ['a key of modifyOtherKeys', '\x1b[27;5;13~'],
    ['a colour, ended by ST', '\x1b]11;rgb:0000/0000/0000\x1b\\'],
    ['a colour, ended by BEL', '\x1b]11;rgb:0000/0000/0000\x07'],
    ['a version', '\x1bP>|xterm(390)\x1b\\'],
    ['the end of no paste', '\x1b[201~'],
    ['zero width and direction marks', '\u200b\u202e\ufeff'],
    ['an 8-bit control', '\x9b'],
  ])('%s', (_, input) => {
    expect(names(`a${input}b`)).toEqual(['a', 'b']);
  });

  it('takes in no more than a bounded text', () => {
    expect(names(`\x1b]${'x'.repeat(5000)}`).length).toBe(5000 - 4096);
    expect(names(`\x1b[${'1'.repeat(100)}`).length).toBe(100 - 64);
  });
});

describe('what is held', () => {
  it.each([['\x1b'], ['\x1b['], ['\x1b[1;'], ['\x1bO'], ['\x1b]11;'], ['\x1b[200~abc'], ['\ud83d']])('%j', input => {
    const strokes = createSplitter();
    expect(strokes.push(input)).toEqual([]);
    expect(strokes.due()).toBeGreaterThan(0);
    strokes.flush();
    expect(strokes.due()).toBeUndefined();
    expect(strokes.push('j').map(nameOf)).toEqual(['j']);
  });

  it('is an esc if nothing follows, and nothing if a sequence has no end', () => {
    expect(names('\x1b')).toEqual(['esc']);
    expect(names('\x1b[1;')).toEqual([]);
  });

  it.each([
    ['\x1b', 25],
    ['\x1bO', 150],
    ['\x1b[', 150],
    ['\x1b]11;', 150],
    ['\x1b[20', 500],
    ['\x1b[200~q', 2000],
    ['\x1b[A', undefined],
  ])('%j is held for %s ms', (chunk, ms) => {
    const strokes = createSplitter();
    strokes.push(chunk);
    expect(strokes.due()).toBe(ms);
  });
});

describe('focus reports', () => {
  it('are strokes of their own', () => {
    expect(names('a\x1b[Ib\x1b[O')).toEqual(['a', 'focus:true', 'b', 'focus:false']);
  });
});

describe('a paste', () => {
  it.each([
    ['as text', ['\x1b[200~q?j\x1b[201~'], ['paste:q?j']],
    ['between keys', ['a\x1b[200~b\x1b[201~c'], ['a', 'paste:b', 'c']],
    ['over many reads', ['\x1b[20', '0~a', 'b\x1b', '[201', '~c'], ['paste:ab', 'c']],
    ['with an esc in it', ['\x1b[200~a\x1b', 'b\x1b[201~'], ['paste:a']],
    ['lines and tabs', ['\x1b[200~a\r\nb\rc\nd\te\x1b[201~'], ['paste:a b c d e']],
    ['controls and colours', ['\x1b[200~\x03a\x1b[31mb\x00\x1b[201~'], ['paste:ab']],
    ['empty', ['\x1b[200~\x1b[201~'], ['paste:']],
    ['two', ['\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~'], ['paste:a', 'paste:b']],
  ])('%s', (_, chunks, expected) => {
    expect(names(...chunks)).toEqual(expected);
  });

  it('without an end is delivered when it is long, and its rest never becomes keys', () => {
    const strokes = createSplitter();
    const long = strokes.push(`\x1b[200~${'x'.repeat(LONGEST_PASTE + 5)}`);
    expect(long.map(stroke => (stroke.kind === 'paste' ? stroke.text.length : stroke))).toEqual([LONGEST_PASTE]);
    expect(strokes.push('qqq')).toEqual([]);
    expect(strokes.push('q\x1b[201~j').map(nameOf)).toEqual(['j']);
  });
});

/** Code points that never join with their neighbours. */
const single = fc.constantFrom(
  'a',
  'Z',
  '/',
  ' ',
  '7',
  'é',
  '日',
  '😀',
  '\r',
  '\n',
  '\t',
  '\x7f',
  '\b',
  '\x01',
  '\x03',
);
const sequence = fc.constantFrom(
  '\x1b',
  '\x1b[A',
  '\x1bOB',
  '\x1b[1;5D',
  '\x1b[3~',
  '\x1b[Z',
  '\x1b[I',
  '\x1b[O',
  '\x1b[7$',
  '\x1b[[A',
  '\x1bx',
  '\x1b[<0;1;2M',
  '\x1b]11;a\x07',
  '\x1bP1\x1b\\',
  '\x1b[200~q?\r\nj\x1b[201~',
  '\x1b[200~',
  '\x1b[201~',
  '\x1b[',
  '\x1bO',
);
const typed = fc
  .array(fc.oneof(single, sequence, fc.string({maxLength: 3})), {maxLength: 30})
  .map(parts => parts.join('').replace(/\p{M}|\u200d|\p{Emoji_Modifier}/gu, ''));

/** `text` cut at these places. */
const cutAt = (text: string, places: readonly number[]): string[] => {
  const cuts = [0, ...places.map(place => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => text.slice(cuts[i], cut));
};

describe('the mark that opens a paste, behind an ESC that acted', () => {
  it('opens it however late it comes, as a pasted q would quit', () => {
    const strokes = createStrokes(LINES.local);
    strokes.push('\x1b', 0);
    strokes.flush(25);
    expect(strokes.push('[200~q\x1b[201~j', 10_000).map(nameOf)).toEqual(['paste:q', 'j']);
  });

  it('opens nothing if something else came first', () => {
    const strokes = createStrokes(LINES.local);
    strokes.push('\x1b', 0);
    strokes.flush(25);
    expect([...strokes.push('j', 30), ...strokes.push('[200~', 40)].map(nameOf).join('')).toBe('j[200~');
  });
});

describe('how the input is cut into reads', () => {
  it('changes no stroke', () => {
    fc.assert(
      fc.property(typed, fc.array(fc.nat(), {maxLength: 12}), (text, places) => {
        expect(strokesOf(...cutAt(text, places))).toEqual(strokesOf(text));
      }),
      {numRuns: 2000},
    );
  });

  it('does not matter down to single characters', () => {
    fc.assert(
      fc.property(typed, text => {
        expect(strokesOf(...text.split(''))).toEqual(strokesOf(text));
      }),
      {numRuns: 500},
    );
  });

  it('loses no printable text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), text => {
        const texts = strokesOf(text).map(stroke => (stroke.kind === 'key' ? (stroke.text ?? '') : ''));
        expect(texts.join('')).toBe(plainText(text));
      }),
    );
  });
});

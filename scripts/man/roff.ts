/** The few requests of man(7) that the page is made of, and text in which nothing is taken for one. */
import {wrapText} from '../../src/cli/help-text.ts';

const GLYPHS: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  // A bare one is a hyphen: nobody could copy the flag and run it.
  '-': '\\-',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '“': '\\(lq',
  '”': '\\(rq',
  '’': '\\(cq',
  '…': '...',
  // Not every device has arrows.
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  '→': 'right',
};

const glyphOf = (letter: string): string => GLYPHS[letter] ?? `\\[u${unicodeOf(letter)}]`;

const unicodeOf = (letter: string): string => (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** One line of text as roff source; a period or quote at its beginning would be a request. */
export const escaped = (text: string): string =>
  text.replace(/[\\\-'"`^~]|[^\x20-\x7e]/gu, glyphOf).replace(/^\./, '\\&.');

export const bold = (text: string): string => `\\fB${escaped(text)}\\fR`;
export const italic = (text: string): string => `\\fI${escaped(text)}\\fR`;

const SOURCE_WIDTH = 90;

/** Running text. roff fills the lines anew. */
export const paragraph = (text: string): readonly string[] => ['.PP', ...textLines(text)];

const textLines = (text: string): readonly string[] => wrapText(text, SOURCE_WIDTH).map(escaped);

/** A term, made with bold and italic, and under it what it means. */
export const entry = (term: string, text: string): readonly string[] => ['.TP', term, ...textLines(text)];

export const section = (title: string, lines: readonly string[]): readonly string[] => [
  `.SH ${escaped(title)}`,
  ...lines,
];

export const subsection = (title: string, lines: readonly string[]): readonly string[] => [
  `.SS ${escaped(title)}`,
  ...lines,
];

/** Lines that stay as they are. */
export const example = (lines: readonly string[]): readonly string[] => [
  '.PP',
  '.nf',
  '.RS 4',
  ...lines.map(escaped),
  '.RE',
  '.fi',
];

/** The few requests of man(7) that the page uses, and text that is escaped so that none of it is taken for a request. */
import {wrapText} from '../../src/cli/help/help-text.ts';

const GLYPHS: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  // A bare - becomes a hyphen, and a flag copied with it would not work.
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
  // Some output devices have no arrows.
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  '→': 'right',
};

const glyphOf = (letter: string): string => GLYPHS[letter] ?? `\\[u${unicodeOf(letter)}]`;

const unicodeOf = (letter: string): string => (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** One line of text as roff source. A period or quote at the beginning would make it a request. */
export const escaped = (text: string): string =>
  text.replace(/[\\\-'"`^~]|[^\x20-\x7e]/gu, glyphOf).replace(/^\./, '\\&.');

export const bold = (text: string): string => `\\fB${escaped(text)}\\fR`;
export const italic = (text: string): string => `\\fI${escaped(text)}\\fR`;

const SOURCE_WIDTH = 90;

/** Running text; roff fills the lines. */
export const paragraph = (text: string): readonly string[] => ['.PP', ...textLines(text)];

const textLines = (text: string): readonly string[] => wrapText(text, SOURCE_WIDTH).map(escaped);

/** A term (made with `bold` and `italic`) and its description. */
export const entry = (term: string, text: string): readonly string[] => ['.TP', term, ...textLines(text)];

export const section = (title: string, lines: readonly string[]): readonly string[] => [
  `.SH ${escaped(title)}`,
  ...lines,
];

export const subsection = (title: string, lines: readonly string[]): readonly string[] => [
  `.SS ${escaped(title)}`,
  ...lines,
];

/** Lines that are not filled. */
export const example = (lines: readonly string[]): readonly string[] => [
  '.PP',
  '.nf',
  '.RS 4',
  ...lines.map(escaped),
  '.RE',
  '.fi',
];

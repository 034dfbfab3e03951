/** The help as rows of the screen: in two columns if there is room, and only what matches the text that was typed. */
import {rememberLast} from '../core/remember.ts';
import {type HelpLine, type HelpSection, helpLines, helpSections, sectionLines} from './reference.ts';

export interface HelpRow {
  readonly left: HelpLine;
  readonly right?: HelpLine | undefined;
}

export interface HelpPage {
  readonly rows: readonly HelpRow[];
  /** Columns of the left side; all if there is no other. */
  readonly columnWidth: number;
}

const TWO_COLUMNS_FROM = 110;
const BLANK: HelpLine = {kind: 'blank', text: ''};

/** Case counts if the text has capitals, as `f` and `F` are two keys. */
const matching = (sections: readonly HelpSection[], filter: string): readonly HelpSection[] => {
  const hasCapitals = filter !== filter.toLowerCase();
  const has = (text: string) => (hasCapitals ? text : text.toLowerCase()).includes(filter);
  return sections
    .map(({title, entries}) => ({title, entries: entries.filter(({keys, text}) => has(keys) || has(text))}))
    .filter(({entries}) => entries.length > 0);
};

const joined = (blocks: readonly (readonly HelpLine[])[], hasGaps: boolean): readonly HelpLine[] =>
  blocks.flatMap((block, i) => (i > 0 && hasGaps ? [BLANK, ...block] : block));

interface Widths {
  readonly left: number;
  readonly right: number;
}

const blocksOf = (sections: readonly HelpSection[], width: number) =>
  sections.map(section => sectionLines(section, width));

/** The sections on two sides: cut between two of them where the longer side is shortest. */
const sides = (sections: readonly HelpSection[], widths: Widths, hasGaps: boolean) => {
  const cuts = sections.map((_, i) => {
    const left = joined(blocksOf(sections.slice(0, i + 1), widths.left), hasGaps);
    const right = joined(blocksOf(sections.slice(i + 1), widths.right), hasGaps);
    return {left, right, height: Math.max(left.length, right.length)};
  });
  return cuts.reduce((best, next) => (next.height < best.height ? next : best));
};

const noMatch = (filter: string): HelpPage['rows'] => [{left: {kind: 'title', text: `No key matches “${filter}”`}}];

/** Remembered, as it is asked for by each key and each frame. */
export const helpPage = rememberLast((width: number, height: number, filter: string): HelpPage => {
  const sections = filter === '' ? helpSections() : matching(helpSections(), filter);
  if (sections.length === 0) return {rows: noMatch(filter), columnWidth: width};
  if (width < TWO_COLUMNS_FROM || sections.length < 2) {
    return {rows: helpLines(width, sections).map(left => ({left})), columnWidth: width};
  }
  // One column more for the side whose text has another beside it.
  const columnWidth = Math.ceil(width / 2) + 1;
  const widths = {left: columnWidth - 1, right: width - columnWidth};
  const airy = sides(sections, widths, true);
  // One screen without gaps is better than two with them.
  const {left, right} = airy.height <= height ? airy : sides(sections, widths, false);
  const count = Math.max(left.length, right.length);
  const rows = Array.from({length: count}, (_, i) => ({left: left[i] ?? BLANK, right: right[i]}));
  return {rows, columnWidth};
});

/** The help as rows of the screen: in two columns if there is room, and only what matches the text that was typed. */
import {rememberLast} from '../core/remember.ts';
import {type HelpLine, type HelpSection, helpLines, helpSections, sectionLines} from './reference.ts';

export interface HelpRow {
  readonly left: HelpLine;
  readonly right?: HelpLine | undefined;
}

export interface HelpPage {
  readonly rows: readonly HelpRow[];
  /** Columns of the left side, and of the right one. */
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

/** The sections on two sides: cut between two of them where the longer side is shortest. */
const sides = (blocks: readonly (readonly HelpLine[])[], hasGaps: boolean) => {
  const cuts = blocks.map((_, i) => {
    const left = joined(blocks.slice(0, i + 1), hasGaps);
    const right = joined(blocks.slice(i + 1), hasGaps);
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
  const columnWidth = Math.floor(width / 2);
  const blocks = sections.map(section => sectionLines(section, columnWidth));
  const airy = sides(blocks, true);
  // One screen without gaps is better than two with them.
  const {left, right} = airy.height <= height ? airy : sides(blocks, false);
  const count = Math.max(left.length, right.length);
  const rows = Array.from({length: count}, (_, i) => ({left: left[i] ?? BLANK, right: right[i]}));
  return {rows, columnWidth};
});

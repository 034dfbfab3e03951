/** The help as rows of the screen: in two columns if there is room, and only the entries that match the text typed. */
import {isModelArn} from '../../domain/model.ts';
import {memoizeLast} from '../../list/memoize.ts';
import type {HelpEntry, HelpSection, HelpText} from '../../state/help-text.ts';
import {layout, screenOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {wrap} from '../../text/wrap.ts';

export interface HelpLine {
  readonly kind: 'title' | 'key' | 'blank';
  readonly keys?: string;
  readonly text: string;
}

interface HelpRow {
  readonly left: HelpLine;
  readonly right?: HelpLine | undefined;
}

interface HelpPage {
  readonly rows: readonly HelpRow[];
  /** Width of the left column; the whole width if there is only one. */
  readonly columnWidth: number;
}

const TWO_COLUMNS_FROM = 110;
/** Width of the keys, and of the spaces around them. */
const KEYS_WIDTH = 13;
const AROUND_KEYS = 3;
const TEXT_MIN = 16;

interface Size {
  readonly width: number;
  readonly height: number;
}

const BLANK: HelpLine = {kind: 'blank', text: ''};

const lengthOf = (text: string): number => text.length;

/** The keys beside their text, both in as many lines as they need. */
const entryLines = ({keys, text}: HelpEntry, width: number): readonly HelpLine[] => {
  const names = wrap(keys, KEYS_WIDTH, lengthOf);
  const texts = wrap(text, Math.max(TEXT_MIN, width - KEYS_WIDTH - AROUND_KEYS), lengthOf);
  return Array.from({length: Math.max(names.length, texts.length)}, (_, i) => ({
    kind: 'key',
    keys: (names[i] ?? '').padEnd(KEYS_WIDTH),
    text: texts[i] ?? '',
  }));
};

const sectionLines = ({title, entries}: HelpSection, width: number): readonly HelpLine[] => [
  {kind: 'title', text: title},
  ...entries.flatMap(entry => entryLines(entry, width)),
];

/** The sections below each other. */
const linesOf = (sections: HelpText, width: number, hasGaps: boolean): readonly HelpLine[] =>
  sections.flatMap((section, i) => [...(i > 0 && hasGaps ? [BLANK] : []), ...sectionLines(section, width)]);

/** If the text has capitals, case counts: `f` and `F` are two keys. */
const matching = (sections: HelpText, filter: string): HelpText => {
  const hasCapitals = filter !== filter.toLowerCase();
  const has = (text: string) => (hasCapitals ? text : text.toLowerCase()).includes(filter);
  return sections
    .map(section => ({...section, entries: section.entries.filter(({keys, text}) => has(keys) || has(text))}))
    .filter(({entries}) => entries.length > 0);
};

interface Widths {
  readonly left: number;
  readonly right: number;
}

/** The sections in two columns, split between two sections so that the longer column is as short as possible. */
const columnsOf = (sections: HelpText, widths: Widths, hasGaps: boolean) => {
  const splits = sections.map((_, i) => {
    const left = linesOf(sections.slice(0, i + 1), widths.left, hasGaps);
    const right = linesOf(sections.slice(i + 1), widths.right, hasGaps);
    return {left, right, height: Math.max(left.length, right.length)};
  });
  return splits.reduce((best, next) => (next.height < best.height ? next : best));
};

const pageOf = (sections: HelpText, width: number, height: number): HelpPage => {
  if (width < TWO_COLUMNS_FROM || sections.length < 2) {
    return {rows: linesOf(sections, width, true).map(left => ({left})), columnWidth: width};
  }
  // The left column has one more: the space between its text and the right column.
  const columnWidth = Math.ceil(width / 2) + 1;
  const widths = {left: columnWidth - 1, right: width - columnWidth};
  const withGaps = columnsOf(sections, widths, true);
  // One screen without gaps is better than two with them.
  const {left, right} = withGaps.height <= height ? withGaps : columnsOf(sections, widths, false);
  const count = Math.max(left.length, right.length);
  const rows = Array.from({length: count}, (_, i) => ({left: left[i] ?? BLANK, right: right[i]}));
  return {rows, columnWidth};
};

const noMatch = (filter: string, width: number): HelpPage => ({
  rows: [{left: {kind: 'title', text: `No key matches “${filter}”`}}],
  columnWidth: width,
});

/** The page of some sections, and below it that of the others. */
const pageOfBoth = (first: HelpText, others: HelpText, size: Size): HelpPage => {
  if (first.length === 0 || others.length === 0) return pageOf([...first, ...others], size.width, size.height);
  const [top, bottom] = [pageOf(first, size.width, size.height), pageOf(others, size.width, size.height)];
  // A page in one column has the whole width.
  return {
    rows: [...top.rows, {left: BLANK}, ...bottom.rows],
    columnWidth: Math.min(top.columnWidth, bottom.columnWidth),
  };
};

/** Remembered, because each key and each frame asks for it. `context`: whose keys come first. */
const pageFor = memoizeLast(
  (help: HelpText, context: string, width: number, height: number, filter: string): HelpPage => {
    const sections = filter === '' ? help : matching(help, filter);
    if (sections.length === 0) return noMatch(filter, width);
    const isFirst = ({contexts}: HelpSection) => contexts.includes(context);
    return pageOfBoth(
      sections.filter(isFirst),
      sections.filter(section => !isFirst(section)),
      {width, height},
    );
  },
);

/** What the help was opened over. */
const contextUnder = (state: State): string => {
  const below = state.overlays.findLast(({kind}) => kind !== 'help');
  if (below?.kind === 'detail' && isModelArn(below.arn)) return 'model';
  return below?.kind ?? (screenOf(state) === 'setup' ? 'setup' : 'list');
};

const NO_HELP: HelpText = [];

/** The help for the window, as far as it matches `filter`. */
export const helpPage = (state: State, filter: string): HelpPage =>
  pageFor(state.settings.help ?? NO_HELP, contextUnder(state), layout(state).columns, layout(state).bodyRows, filter);

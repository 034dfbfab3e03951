/** The copy menu as rows: what can be copied, and the text itself as far as there is room. */
import type {CopyId, OverlayOf, State} from '../../state/state.ts';
import {fill, fillMiddle, type WidthOf} from '../../text/wrap.ts';
import {COPIES, COPY_IDS, copyText} from './copies.ts';

interface CopyRow {
  readonly key: CopyId;
  readonly arn: string | undefined;
}

export const copyRows = (_: State, {arn}: OverlayOf<'copy'>): readonly CopyRow[] => COPY_IDS.map(key => ({key, arn}));

/** What the selected row copies. */
export const selectedCopy = ({selected}: OverlayOf<'copy'>): CopyId => COPY_IDS.find(id => id === selected) ?? 'arn';

const WIDTH = {gutter: 2, key: 3, label: 11, gap: 2} as const;
const GAP = ' '.repeat(WIDTH.gap);

export const copyHeading = ['KEY'.padEnd(WIDTH.key), 'WHAT'.padEnd(WIDTH.label), 'TEXT'].join(GAP);

interface CopyRowText {
  readonly first: string;
  readonly rest: string;
}

/** Names, ARNs and addresses differ at their ends, so they are shortened in the middle. */
const fitted = (text: string, width: number, widthOf: WidthOf): string =>
  /^[^ {]*$/.test(text) ? fillMiddle(text, width, widthOf) : fill(text, width, widthOf);

/** A row in `width` columns without the gutter. */
export const copyRowText = (state: State, row: CopyRow, {key, width}: {key: string; width: number}): CopyRowText => {
  const {widthOf} = state.settings;
  const found = copyText(state, row.key, row.arn);
  const text = found.ok ? found.value : `(${found.reason})`;
  const room = width - WIDTH.gutter - WIDTH.key - WIDTH.label - 2 * WIDTH.gap - 1;
  const shown = fitted(text, room, widthOf);
  return {first: key.padEnd(WIDTH.key), rest: `${GAP}${COPIES[row.key].label.padEnd(WIDTH.label)}${GAP}${shown} `};
};

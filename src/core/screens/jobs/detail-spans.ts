/** The visible rows of the full-screen detail as pieces of text with a style: parts of JSON, and what was found. */
import type {OverlayOf, State} from '../../state/state.ts';
import {boundaryAfter, boundaryBefore} from '../../text/graphemes.ts';
import {jsonTokens, type TokenKind} from '../../text/json-tokens.ts';
import {detailMatches, detailView, type ViewLine, visiblePart} from './detail-view.ts';

export interface Span {
  readonly text: string;
  readonly token?: TokenKind | undefined;
  /** The find text; `current` is the match that keys step from. */
  readonly found?: 'match' | 'current' | undefined;
}

export interface DetailRow {
  readonly label: string;
  readonly tone: ViewLine['tone'];
  /** Columns before the text. */
  readonly indent: number;
  readonly spans: readonly Span[];
}

interface Mark {
  readonly from: number;
  readonly to: number;
}

/** The pieces of `text` from `from` to `to`, cut wherever a mark begins or ends. */
const pieces = (marks: readonly Mark[], {from, to}: Mark): readonly Mark[] => {
  const cuts = new Set([from, to]);
  for (const mark of marks) {
    for (const at of [mark.from, mark.to]) if (at > from && at < to) cuts.add(at);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((at, i) => ({from: at, to: sorted[i + 1] ?? to}));
};

const HIDDEN: Span = {text: '…'};

/** `text` with an ellipsis in place of its first or last character, on a side where more is hidden. */
const withEllipses = (spans: readonly Span[], hidesLeft: boolean, hidesRight: boolean): readonly Span[] => {
  const [first, ...others] = spans;
  const left =
    hidesLeft && first ? [HIDDEN, {...first, text: first.text.slice(boundaryAfter(first.text, 0))}, ...others] : spans;
  const last = left.at(-1);
  return hidesRight && last
    ? [...left.slice(0, -1), {...last, text: last.text.slice(0, boundaryBefore(last.text, last.text.length))}, HIDDEN]
    : left;
};

/** The rows from `start` to before `end`. */
export const detailRows = (
  state: State,
  overlay: OverlayOf<'detail'>,
  [start, end]: readonly [start: number, end: number],
): readonly DetailRow[] => {
  const {lines, rows} = detailView(state, overlay);
  const matches = detailMatches(state, overlay);
  return rows.slice(start, end).map(row => {
    const {label = '', text = '', tone} = lines[row.line] ?? {};
    const part = visiblePart(state, overlay, row, text);
    const found = matches.flatMap((match, i) =>
      match.line === row.line ? [{...match, isCurrent: i === overlay.find.match}] : [],
    );
    const tokens = overlay.isRaw ? jsonTokens(text) : [];
    const spans = pieces([...found, ...tokens], part).map(({from, to}): Span => {
      const match = found.find(one => one.from <= from && to <= one.to);
      return {
        text: text.slice(from, to),
        token: tokens.find(one => one.from <= from && to <= one.to)?.kind,
        found: match && (match.isCurrent ? 'current' : 'match'),
      };
    });
    return {
      label: row.isFirst ? label : ' '.repeat(label.length),
      tone: row.isFirst ? tone : tone === 'failure' ? undefined : tone,
      indent: row.indent,
      spans: withEllipses(spans, part.hidesLeft, part.hidesRight),
    };
  });
};

/** The last line: the keys that help here, or the search line while one is typed. */
import {Box, Text} from 'ink';
import {nameProblem} from '../core/query.ts';
import type {OverlayOf, State} from '../core/state.ts';
import {cut, type WidthOf} from '../core/wrap.ts';
import {HELP_FIELD, SEARCH_FIELD} from '../keys/field-in-force.ts';
import {footerHints, type Hint, hintGap, hintsText} from '../keys/footer-hints.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import {TextField} from './text-field.tsx';

const Hints = ({hints, gap}: {readonly hints: readonly Hint[]; readonly gap: string}) => {
  return (
    <Text wrap="truncate">
      {hints.map(({key, text}, i) => (
        <Text key={text}>
          {i > 0 ? gap : ''}
          <Text bold>{key}</Text>
          {` ${text}`}
        </Text>
      ))}
    </Text>
  );
};

export const Footer = ({state}: {readonly state: State}) => (
  <Box width={state.size.columns} height={1} paddingX={1}>
    <Hints hints={footerHints(state, state.size.columns - 2)} gap={hintGap(state.size.columns - 2)} />
  </Box>
);

export interface SearchLineProps {
  readonly state: State;
  readonly overlay: OverlayOf<'search'>;
  readonly feed: FieldFeed;
  readonly onEdit: (text: string) => void;
}

/** Columns for the hints behind a field: half of them, but enough for the two that end the typing. */
const hintRoom = (columns: number): number => Math.max(24, Math.floor(columns / 2));

/** Columns that the field keeps beside a remark: a part of the text, and more of it if the remark can be shortened. */
const FIELD_LEAST = {beside: 5, besideWhole: 18} as const;

/** Why AWS is not asked goes before what happens instead. */
const remarkOf = (problem: string, columns: number, widthOf: WidthOf): string => {
  const whole = `${problem}: loaded jobs only`;
  const room = columns - 6;
  return widthOf(whole) <= room - FIELD_LEAST.besideWhole ? whole : cut(problem, room - FIELD_LEAST.beside, widthOf);
};

/** A search can be as long as a job's name; the hints, or what AWS has against the text, stand behind it where there is room. */
export const SearchLine = ({state, overlay, feed, onEdit}: SearchLineProps) => {
  const {columns} = state.size;
  const {widthOf} = state.settings;
  const problem = nameProblem(overlay.draft);
  const room = hintRoom(columns);
  const hints = footerHints(state, room);
  const remark = problem === undefined ? undefined : remarkOf(problem, columns, widthOf);
  const behind = widthOf(remark ?? hintsText(hints, room));
  const width = columns - behind - 6;
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Text bold>/</Text>
      <TextField id={SEARCH_FIELD} value={overlay.draft} onChange={onEdit} feed={feed} width={width} />
      <Box marginLeft={2} flexShrink={0}>
        {remark === undefined ? <Hints hints={hints} gap={hintGap(room)} /> : <Text>{remark}</Text>}
      </Box>
    </Box>
  );
};

export interface HelpFilterLineProps {
  readonly state: State;
  readonly overlay: OverlayOf<'help'>;
  readonly feed: FieldFeed;
  readonly onEdit: (text: string) => void;
}

/** The text that the keys of the help have to match, while it is typed. */
export const HelpFilterLine = ({state, overlay, feed, onEdit}: HelpFilterLineProps) => {
  const {columns} = state.size;
  const room = hintRoom(columns);
  const hints = footerHints(state, room);
  const width = columns - hintsText(hints, room).length - 6;
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Text bold>/</Text>
      <TextField id={HELP_FIELD} value={overlay.filter} onChange={onEdit} feed={feed} width={width} />
      <Box marginLeft={2} flexShrink={0}>
        <Hints hints={hints} gap={hintGap(room)} />
      </Box>
    </Box>
  );
};

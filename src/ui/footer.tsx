/** The last line: the keys that help here, or the search line while one is typed. */
import {Box, Text} from 'ink';
import {nameProblem} from '../core/query.ts';
import type {OverlayOf, State} from '../core/state.ts';
import {cut} from '../core/wrap.ts';
import {SEARCH_FIELD} from '../keys/field-in-force.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import {footerHints, type Hint, hintsText} from '../keys/reference.ts';
import {TextField} from './text-field.tsx';

const Hints = ({hints}: {readonly hints: readonly Hint[]}) => {
  return (
    <Text wrap="truncate">
      {hints.map(({key, text}, i) => (
        <Text key={text}>
          {i > 0 ? '   ' : ''}
          <Text bold>{key}</Text>
          {text}
        </Text>
      ))}
    </Text>
  );
};

export const Footer = ({state}: {readonly state: State}) => (
  <Box width={state.size.columns} height={1} paddingX={1}>
    <Hints hints={footerHints(state, state.size.columns - 2)} />
  </Box>
);

export interface SearchLineProps {
  readonly state: State;
  readonly overlay: OverlayOf<'search'>;
  readonly feed: FieldFeed;
  readonly onEdit: (text: string) => void;
}

/** A search can be as long as a job's name; the hints, or what AWS has against the text, stand behind it where there is room. */
export const SearchLine = ({state, overlay, feed, onEdit}: SearchLineProps) => {
  const {columns} = state.size;
  const {widthOf} = state.settings;
  const problem = nameProblem(overlay.draft);
  const hints = footerHints(state, Math.floor(columns / 2));
  const remark = problem === undefined ? undefined : cut(`${problem}: only what is loaded`, columns - 24, widthOf);
  const behind = remark === undefined ? widthOf(hintsText(hints)) : widthOf(remark);
  const width = columns - behind - 6;
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Text bold>/</Text>
      <TextField id={SEARCH_FIELD} value={overlay.draft} onChange={onEdit} feed={feed} width={width} />
      <Box marginLeft={2} flexShrink={0}>
        {remark === undefined ? <Hints hints={hints} /> : <Text>{remark}</Text>}
      </Box>
    </Box>
  );
};

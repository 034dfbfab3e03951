/** The last line: the hints, or the line of a search or of the help's filter while it is typed. */
import {Box, Text} from 'ink';
import {nameProblem} from '../../core/domain/query.ts';
import {layout} from '../../core/state/select.ts';
import type {OverlayOf, State} from '../../core/state/state.ts';
import {cut, type WidthOf} from '../../core/text/wrap.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {CHOOSE_FIELD, FIND_FIELD, HELP_FIELD, PALETTE_FIELD, SEARCH_FIELD} from '../../keys/keymap/focused-field.ts';
import {footerHints, type Hint, hintGap, hintsText} from '../../keys/keymap/footer-hints.ts';
import {TextField} from '../fields/text-field.tsx';
import {useKeymap} from './keymap-context.ts';

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

export const Footer = ({state}: {readonly state: State}) => {
  const {columns} = layout(state);
  const room = columns - 2;
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Hints hints={footerHints(useKeymap(), state, room)} gap={hintGap(room)} />
    </Box>
  );
};

/** Columns for the hints after a field: half of the width, but enough for the two that end the typing. */
const hintRoom = (columns: number): number => Math.max(24, Math.floor(columns / 2));

/** Columns that the field keeps beside a remark: more beside a whole remark, which can be shortened. */
const FIELD_MIN = {beside: 5, besideWhole: 18} as const;

/** Why AWS is not asked, and what happens instead if there is room. */
const remarkOf = (
  problem: string,
  subject: string,
  {columns, widthOf}: {readonly columns: number; readonly widthOf: WidthOf},
): string => {
  const whole = `${problem}: loaded ${subject} only`;
  const room = columns - 6;
  return widthOf(whole) <= room - FIELD_MIN.besideWhole ? whole : cut(problem, room - FIELD_MIN.beside, widthOf);
};

interface InputLineProps {
  readonly state: State;
  readonly id: string;
  /** What stands before the text. */
  readonly sign?: string;
  readonly value: string;
  readonly feed: FieldFeed;
  readonly onEdit: (text: string) => void;
  /** Why AWS cannot search for the text. It is shown in place of the hints. */
  readonly problem?: string | undefined;
  /** What is searched. */
  readonly subject?: string;
}

/** A sign, the text that is typed, and after it the hints or a problem. */
export const InputLine = ({state, id, sign = '/', value, feed, onEdit, problem, subject = 'jobs'}: InputLineProps) => {
  const {columns} = layout(state);
  const {widthOf} = state.settings;
  const room = hintRoom(columns);
  const hints = footerHints(useKeymap(), state, room);
  const remark = problem === undefined ? undefined : remarkOf(problem, subject, {columns, widthOf});
  const width = columns - widthOf(remark ?? hintsText(hints, room)) - widthOf(sign) - 5;
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Text bold>{sign}</Text>
      <TextField id={id} value={value} onChange={onEdit} feed={feed} width={width} />
      <Box marginLeft={2} flexShrink={0}>
        {remark === undefined ? <Hints hints={hints} gap={hintGap(room)} /> : <Text>{remark}</Text>}
      </Box>
    </Box>
  );
};

interface TypingProps<K extends 'search' | 'help' | 'detail' | 'palette' | 'choose'>
  extends Pick<InputLineProps, 'state' | 'feed' | 'onEdit'> {
  readonly overlay: OverlayOf<K>;
}

/** What says that everything is searched: in few columns, if the text would have no room otherwise. */
const wideSign = (columns: number): string => (columns < 60 ? 'any /' : 'everything /');

/** The line of a search. */
export const SearchLine = ({overlay, ...props}: TypingProps<'search'>) => (
  <InputLine
    {...props}
    id={SEARCH_FIELD}
    sign={overlay.isWide ? wideSign(layout(props.state).columns) : '/'}
    value={overlay.draft}
    problem={overlay.isWide ? undefined : nameProblem(overlay.draft)}
  />
);

/** The line of the text that is looked for in the detail. */
export const FindLine = ({overlay, ...props}: TypingProps<'detail'>) => (
  <InputLine {...props} id={FIND_FIELD} value={overlay.find.text} />
);

/** The line of the name of a command. */
export const PaletteLine = ({overlay, ...props}: TypingProps<'palette'>) => (
  <InputLine {...props} id={PALETTE_FIELD} sign=":" value={overlay.text} />
);

/** The line of the text that filters profiles or regions. */
export const ChooseLine = ({overlay, ...props}: TypingProps<'choose'>) => (
  <InputLine {...props} id={CHOOSE_FIELD} value={overlay.text} />
);

/** The line of the text that filters the help. */
export const HelpFilterLine = ({overlay, ...props}: TypingProps<'help'>) => (
  <InputLine {...props} id={HELP_FIELD} value={overlay.filter} />
);

/** A screen over the list that has rows: title, rule, headings, and the rows around the selected one. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {type OverlayRow, rowWindow} from '../../core/screens/rows.ts';
import {layout} from '../../core/state/select.ts';
import type {RowCursor, State} from '../../core/state/state.ts';
import {countOf} from '../../core/text/format.ts';
import {wrapTo} from '../../core/text/wrap.ts';
import {Sides} from './line.tsx';
import {ScreenRule} from './screen-rule.tsx';
import {withKeys} from './with-keys.ts';

interface RowsScreenProps<R extends OverlayRow> {
  readonly state: State;
  readonly cursor: RowCursor;
  readonly title: string;
  /** At the end of the title's line: what the rows rest on, for example. */
  readonly remark?: string;
  /** Why rows may be missing. */
  readonly failure?: string | undefined;
  readonly heading: string;
  readonly rows: readonly R[];
  /** What the rule says; if absent, which row is selected, in case not all are visible. */
  readonly status?:
    | {readonly text: string; readonly shorter?: readonly string[]; readonly isFailure?: boolean}
    | undefined;
  /** Stands below the rows, in as many lines as core/screens/rows.ts leaves for it. */
  readonly below?: ReactNode;
  /** Why there are no rows. */
  readonly empty: string;
  /** Draws one row. */
  readonly children: (row: R, isSelected: boolean) => ReactNode;
}

export const RowsScreen = <R extends OverlayRow>(props: RowsScreenProps<R>) => {
  const {state, cursor, title, remark = '', failure, status, heading, rows, below, empty, children} = props;
  const {columns, bodyRows} = layout(state);
  const {first, selected, height} = rowWindow(state, rows, cursor);
  const shown = rows.slice(first, first + height);
  const place = shown.length < rows.length ? `${countOf(selected + 1)} of ${countOf(rows.length)}` : undefined;
  const size = {width: columns - 2, rows: Math.min(bodyRows, height + 1)};
  return (
    <>
      <Sides
        width={columns}
        left={
          <Text bold wrap="truncate">
            {title}
          </Text>
        }
        right={<Text>{remark}</Text>}
      />
      <ScreenRule state={state} {...(status ?? {text: failure ?? place, isFailure: failure !== undefined})} />
      <Box flexDirection="column" height={bodyRows} width={columns} overflow="hidden">
        <Box flexDirection="column" height={size.rows} flexShrink={0} overflow="hidden">
          {rows.length > 0 ? (
            <Text dimColor wrap="truncate">{`  ${heading}`}</Text>
          ) : (
            withKeys(wrapTo(empty, size, state.settings.widthOf)).map(({key, line}) => (
              <Text key={key} wrap="truncate">{` ${line}`}</Text>
            ))
          )}
          {shown.map((row, i) => children(row, first + i === selected))}
        </Box>
        {below}
      </Box>
    </>
  );
};

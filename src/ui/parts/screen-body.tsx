/** The body of a screen that scrolls. If not all lines are visible, its rule says which are. */
import {Box} from 'ink';
import type {ReactNode} from 'react';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {ScreenRule} from './screen-rule.tsx';

interface ScreenBodyProps {
  readonly state: State;
  readonly scroll: number;
  /** The number of all lines. */
  readonly count: number;
  /** What the rule says; absent: which lines are visible. */
  readonly text?: string | undefined;
  /** Draws the lines from `from` to before `to`. */
  readonly children: (from: number, to: number) => ReactNode;
}

export const ScreenBody = ({state, scroll, count, text, children}: ScreenBodyProps) => {
  const {bodyRows, columns} = layout(state);
  // After the window has grown or the text has shrunk, the scroll may be too large.
  const from = Math.min(scroll, Math.max(0, count - bodyRows));
  const to = Math.min(count, from + bodyRows);
  const visible = count > bodyRows ? `lines ${from + 1} to ${to} of ${count}` : undefined;
  return (
    <>
      <ScreenRule state={state} text={text ?? visible} />
      <Box flexDirection="column" height={bodyRows} width={columns} overflow="hidden">
        {children(from, to)}
      </Box>
    </>
  );
};

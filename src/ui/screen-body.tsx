/** The body of a screen that scrolls: its rule says which lines are seen, where not all are. */
import {Box} from 'ink';
import type {ReactNode} from 'react';
import {layout} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {Rule} from './line.tsx';

export interface ScreenBodyProps {
  readonly state: State;
  readonly scroll: number;
  /** Lines in all. */
  readonly count: number;
  /** Draws the lines from `from` up to `to`, `to` not included. */
  readonly children: (from: number, to: number) => ReactNode;
}

export const ScreenBody = ({state, scroll, count, children}: ScreenBodyProps) => {
  const {bodyRows} = layout(state);
  const {columns} = layout(state);
  // A window that has grown, or a text that has shrunk, may leave the scroll behind.
  const from = Math.min(scroll, Math.max(0, count - bodyRows));
  const to = Math.min(count, from + bodyRows);
  const seen = count > bodyRows ? `lines ${from + 1} to ${to} of ${count}` : undefined;
  return (
    <>
      <Rule width={columns} text={seen} />
      <Box flexDirection="column" height={bodyRows} width={columns} overflow="hidden">
        {children(from, to)}
      </Box>
    </>
  );
};

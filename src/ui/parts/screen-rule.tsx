/** The rule of a screen that lies over the list: what is announced, else the screen's own text. */
import {announcement} from '../../core/screens/shared/rule.ts';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {Rule} from './line.tsx';

interface ScreenRuleProps {
  readonly state: State;
  readonly text?: string | undefined;
  /** The text says what failed. */
  readonly isFailure?: boolean;
}

export const ScreenRule = ({state, text, isFailure}: ScreenRuleProps) => (
  <Rule width={layout(state).columns} {...(announcement(state) ?? {text, isFailure})} />
);

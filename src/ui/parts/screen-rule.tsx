/** The rule of a screen that lies over the list: what is announced, else the screen's own text. */
import {announcement} from '../../core/screens/shared/rule.ts';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {Rule} from './line.tsx';

interface ScreenRuleProps {
  readonly state: State;
  readonly text?: string | undefined;
  /** The same in fewer words, if the line is too short. */
  readonly shorter?: readonly string[] | undefined;
  readonly isFailure?: boolean;
}

export const ScreenRule = ({state, ...own}: ScreenRuleProps) => (
  <Rule width={layout(state).columns} {...(announcement(state) ?? own)} />
);

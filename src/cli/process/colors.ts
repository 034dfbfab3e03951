/** Whether the environment allows colours. A terminal that can show them is a condition of its own. */
import type {Environment} from './environment.ts';

export const wantsColor = ({NO_COLOR, FORCE_COLOR = ''}: Environment): boolean =>
  !NO_COLOR && !/^(0|false)$/.test(FORCE_COLOR);

/** Whether the environment asks for output without colours. */
import type {Environment} from './environment.ts';

export const wantsColor = ({NO_COLOR, FORCE_COLOR = ''}: Environment): boolean =>
  !NO_COLOR && !/^(0|false)$/.test(FORCE_COLOR);

/** Colours: the terminal's own sixteen, or none. Nothing on the screen is told by colour alone. */
import {createContext, useContext} from 'react';
import {STATUS_COLORS} from '../core/status-colors.ts';

export interface Theme {
  readonly hasColor: boolean;
  statusColor(status: string): string | undefined;
  readonly failure: string | undefined;
  readonly key: string | undefined;
}

export const createTheme = (hasColor: boolean): Theme => ({
  hasColor,
  statusColor: status => (hasColor ? STATUS_COLORS.get(status) : undefined),
  failure: hasColor ? 'red' : undefined,
  key: hasColor ? 'cyan' : undefined,
});

export const ThemeContext = createContext<Theme>(createTheme(true));

export const useTheme = (): Theme => useContext(ThemeContext);

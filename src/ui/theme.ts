/** Colours: the terminal's own sixteen, or none. Nothing on the screen is told by colour alone. */
import {createContext, useContext} from 'react';
import {STATUS_LOOKS} from '../core/status-colors.ts';

export interface Theme {
  statusColor(status: string): string | undefined;
  /** A status without a colour of its own that has to stand out. */
  isStatusBold(status: string): boolean;
  readonly failure: string | undefined;
}

export const createTheme = (hasColor: boolean): Theme => ({
  statusColor: status => {
    const look = STATUS_LOOKS.get(status);
    return hasColor && look !== 'bold' ? look : undefined;
  },
  isStatusBold: status => STATUS_LOOKS.get(status) === 'bold',
  failure: hasColor ? 'red' : undefined,
});

export const ThemeContext = createContext<Theme>(createTheme(true));

export const useTheme = (): Theme => useContext(ThemeContext);

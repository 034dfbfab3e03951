/** Colours: the terminal's own sixteen, or none. No information is in the colour alone. */
import {createContext, useContext} from 'react';
import {STATUS_LOOKS} from '../../core/domain/status-colors.ts';

interface Theme {
  statusColor(status: string): string | undefined;
  /** Whether the status has no colour, but has to be noticed. */
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

/** Colours: the terminal's own sixteen, or none. Nothing on the screen is told by colour alone. */
import {createContext, useContext} from 'react';

export interface Theme {
  readonly hasColor: boolean;
  statusColor(status: string): string | undefined;
  readonly failure: string | undefined;
  readonly key: string | undefined;
}

// A map: a status may be any text, and an object would answer to "constructor".
const STATUS: ReadonlyMap<string, string> = new Map([
  ['InProgress', 'yellow'],
  ['Completed', 'green'],
  ['Failed', 'red'],
]);

export const createTheme = (hasColor: boolean): Theme => ({
  hasColor,
  statusColor: status => (hasColor ? STATUS.get(status) : undefined),
  failure: hasColor ? 'red' : undefined,
  key: hasColor ? 'cyan' : undefined,
});

export const ThemeContext = createContext<Theme>(createTheme(true));

export const useTheme = (): Theme => useContext(ThemeContext);

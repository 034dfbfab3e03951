/** Colours: the terminal's own sixteen, or none. No information is in the colour alone. */
import {createContext, useContext} from 'react';
import {STATUS_LOOKS} from '../../core/domain/status-colors.ts';
import type {TokenKind} from '../../core/text/json-tokens.ts';

interface Theme {
  statusColor(status: string): string | undefined;
  /** Whether the status has no colour, but has to be noticed. */
  isStatusBold(status: string): boolean;
  readonly failure: string | undefined;
  /** Of a part of JSON; names are bold instead. */
  tokenColor(token: TokenKind | undefined): string | undefined;
}

/** These can be read on a light background, too. */
const TOKEN_COLORS: Readonly<Record<TokenKind, string | undefined>> = {
  name: undefined,
  text: 'green',
  number: 'magenta',
  literal: 'magenta',
};

export const createTheme = (hasColor: boolean): Theme => ({
  statusColor: status => {
    const look = STATUS_LOOKS.get(status);
    return hasColor && look !== 'bold' ? look : undefined;
  },
  isStatusBold: status => STATUS_LOOKS.get(status) === 'bold',
  failure: hasColor ? 'red' : undefined,
  tokenColor: token => (hasColor && token ? TOKEN_COLORS[token] : undefined),
});

export const ThemeContext = createContext<Theme>(createTheme(true));

export const useTheme = (): Theme => useContext(ThemeContext);

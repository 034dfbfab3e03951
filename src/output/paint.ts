/** Colours of printed text, or none: a pipe, a file and NO_COLOR get plain text. */
import {STATUS_LOOKS} from '../core/domain/status-colors.ts';

export interface Paint {
  /** `text` in the colour of `status`. */
  status(status: string, text: string): string;
  heading(text: string): string;
  failure(text: string): string;
}

const CODES = {red: 31, green: 32} as const;

const around = (text: string, on: number, off: number): string => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`);
const bold = (text: string): string => around(text, 1, 22);
const colored = (code: number, text: string): string => around(text, code, 39);

const same = (text: string): string => text;
export const NO_PAINT: Paint = {status: (_, text) => text, heading: same, failure: same};

export const TERMINAL_PAINT: Paint = {
  status: (status, text) => {
    const look = STATUS_LOOKS.get(status);
    if (look === undefined) return text;
    return look === 'bold' ? bold(text) : colored(CODES[look], text);
  },
  heading: bold,
  failure: text => colored(CODES.red, text),
};

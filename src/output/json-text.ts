/** Values as JSON: indented, or a line each. */
import {plainJson} from '../core/text/plain-text.ts';

/** The AWS CLI's indentation, so that the two outputs can be compared line by line. */
export const JSON_INDENT = 4;

export const jsonText = (value: unknown): string => `${plainJson(value, JSON_INDENT)}\n`;

export const jsonLine = (value: unknown): string => `${plainJson(value, 0)}\n`;

/** One line for each element of a list; anything else is one line. */
export const jsonLines = (value: unknown): string => (Array.isArray(value) ? value : [value]).map(jsonLine).join('');

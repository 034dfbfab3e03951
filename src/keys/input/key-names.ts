/** The names of keys: which of them a terminal can send, and how they are written for people. */
import {graphemes} from '../../core/text/graphemes.ts';
import {plainText} from '../../core/text/plain-text.ts';

/** These can come with modifiers, in this order. */
const MODIFIERS = ['ctrl-', 'alt-', 'shift-'] as const;
const WITH_MODIFIERS: ReadonlySet<string> = new Set([
  ...['up', 'down', 'left', 'right', 'home', 'end', 'insert', 'delete', 'pgup', 'pgdn'],
  ...Array.from({length: 12}, (_, i) => `f${i + 1}`),
]);
const OTHERS: ReadonlySet<string> = new Set(['space', 'enter', 'esc', 'tab', 'shift-tab', 'backspace', 'ctrl-space']);
const CONTROLS: ReadonlySet<string> = new Set([...'abcdefghijklmnopqrstuvwxyz\\]^_'].map(letter => `ctrl-${letter}`));
/** Control characters that are keys with a name of their own. */
const SENT_AS: Readonly<Record<string, string>> = {
  'ctrl-h': 'backspace',
  'ctrl-i': 'tab',
  'ctrl-j': 'enter',
  'ctrl-m': 'enter',
  'ctrl-[': 'esc',
};

const withoutModifiers = (name: string): string =>
  MODIFIERS.reduce((rest, modifier) => (rest.startsWith(modifier) ? rest.slice(modifier.length) : rest), name);

const isAscii = (name: string): boolean => name.length === 1 && name > ' ' && name <= '~';

const isCharacter = (name: string): boolean => name > '~' && plainText(name) === name && graphemes(name).length === 1;

const isKey = (name: string): boolean =>
  isAscii(name) ||
  OTHERS.has(name) ||
  CONTROLS.has(name) ||
  WITH_MODIFIERS.has(withoutModifiers(name)) ||
  isCharacter(name);

/** Why no command can have a key of this name; undefined if one can. */
export const keyNameProblem = (name: string): string | undefined => {
  if (Object.hasOwn(SENT_AS, name)) return `terminals send ${name} as ${SENT_AS[name]}`;
  if (isKey(name)) return undefined;
  // Sent as ESC and the key; only a text field reads the two as one.
  return name.startsWith('alt-') ? 'outside text fields, alt and a character are two keys' : 'there is no such key';
};

const SHOWN: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

/** A key as it is written for people. */
export const keyText = (key: string): string => SHOWN[key] ?? key;

/** The names of keys: which of them a terminal can send, and how they are written for people. */
import {plainText} from '../core/plain-text.ts';
import {graphemes} from './graphemes.ts';

const WITH_MODIFIERS =
  /^(?:ctrl-)?(?:alt-)?(?:shift-)?(?:up|down|left|right|home|end|insert|delete|pgup|pgdn|f[1-9]|f1[0-2])$/;
const OTHERS: ReadonlySet<string> = new Set(['space', 'enter', 'esc', 'tab', 'shift-tab', 'backspace', 'ctrl-space']);
const CONTROLS = /^ctrl-[a-z\\\]^_]$/;
/** Control characters that are keys with a name of their own. */
const SENT_AS: Readonly<Record<string, string>> = {
  'ctrl-h': 'backspace',
  'ctrl-i': 'tab',
  'ctrl-j': 'enter',
  'ctrl-m': 'enter',
  'ctrl-[': 'esc',
};

const isCharacter = (name: string): boolean => name !== ' ' && plainText(name) === name && graphemes(name).length === 1;

/** Why no key can be bound by this name; undefined if one can. */
export const keyNameProblem = (name: string): string | undefined => {
  if (Object.hasOwn(SENT_AS, name)) return `terminals send ${name} as ${SENT_AS[name]}`;
  const isKey = isCharacter(name) || OTHERS.has(name) || CONTROLS.test(name) || WITH_MODIFIERS.test(name);
  if (isKey) return undefined;
  // Sent as ESC and the key; only a text field reads the two as one.
  return name.startsWith('alt-') ? 'outside text fields, alt and a character are two keys' : 'there is no such key';
};

const SHOWN: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

/** A key as it is written for people. */
export const keyText = (key: string): string => SHOWN[key] ?? key;

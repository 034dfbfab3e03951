/** The bytes that a terminal sends for each key by name. */

export const KEY_SEQUENCES = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  delete: '\x1b[3~',
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  backspace: '\x7f',
  space: ' ',
  'ctrl-a': '\x01',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
  'ctrl-e': '\x05',
  'ctrl-u': '\x15',
  'ctrl-w': '\x17',
  'ctrl-z': '\x1a',
  'focus-in': '\x1b[I',
  'focus-out': '\x1b[O',
} as const;

/** A key by name, or a single character as it is. */
export type KeyName = keyof typeof KEY_SEQUENCES;

export const keySequence = (key: string): string => {
  if (key in KEY_SEQUENCES) return KEY_SEQUENCES[key as KeyName];
  if ([...key].length === 1) return key;
  throw new Error(`no key is called “${key}”`);
};

/** What a terminal sends for a paste while bracketed paste is on. */
export const pasteSequence = (text: string): string => `\x1b[200~${text}\x1b[201~`;

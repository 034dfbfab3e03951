/** A stroke: one key, one paste, or one report of the terminal's focus. */

/** `name` is canonical: "j", "G", "space", "enter", "ctrl-c", "alt-b", "ctrl-left"; `text` is what a field would insert. */
export interface KeyStroke {
  readonly kind: 'key';
  readonly name: string;
  readonly raw: string;
  readonly text?: string | undefined;
  /** For alt and a character: the esc and the key that they are outside of text fields. */
  readonly apart?: readonly KeyStroke[] | undefined;
}

/** `text` is one line of plain text. */
interface PasteStroke {
  readonly kind: 'paste';
  readonly text: string;
}

interface FocusStroke {
  readonly kind: 'focus';
  readonly gained: boolean;
}

export type Stroke = KeyStroke | PasteStroke | FocusStroke;

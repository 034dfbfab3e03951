/** A command as the palette lists it. Where it comes from is not known here. */

export interface PaletteCommand {
  /** A name in one word: load-rest. */
  readonly id: string;
  readonly title: string;
  readonly keys: string;
  /** Why it cannot be done now. */
  readonly reason: string | undefined;
  /** What its key would say: a UserMessage. That type refers to the state, which refers to this one. */
  message(): {readonly kind: string};
}

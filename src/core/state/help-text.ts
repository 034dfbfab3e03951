/** The keys described for people, as plain text: what the help shows. Where it comes from is not known here. */

export interface HelpEntry {
  readonly keys: string;
  readonly text: string;
}

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
  /** Where these keys work: opened from there, the help has them first. */
  readonly contexts: readonly string[];
}

export type HelpText = readonly HelpSection[];

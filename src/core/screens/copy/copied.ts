/** What is said after something was copied: in the rule if the whole text fits there, else on a screen of its own. */
import type {CopyOutcome} from '../../domain/ports.ts';
import {layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {capitalized, plural, sentence} from '../../text/format.ts';
import {wrap} from '../../text/wrap.ts';

/** Columns that the rule needs around its text. */
const RULE_ENDS = 4;

interface Copied {
  readonly name: string;
  readonly text: string;
  /** A clause that says why it was copied, if nobody asked for that. */
  readonly note?: string | undefined;
}

/** Words for what was copied, the longest first. If the whole text does not fit, its length has to do. */
export const copiedTexts = ({name, text, note}: Copied, outcome: CopyOutcome): readonly string[] => {
  const before = note === undefined ? '' : `${note}; `;
  const size = `${name} (${plural([...text].length, 'character')})`;
  switch (outcome.kind) {
    case 'copied':
      return [`${before}copied: ${text}`, `${before}copied: ${size}`];
    case 'sent':
      return [
        `${before}sent to the terminal's clipboard: ${text}`,
        `${before}sent to clipboard: ${text}`,
        `${before}sent: ${text}`,
        `${before}sent to clipboard: ${size}`,
        `${before}sent: ${size}`,
      ];
    case 'failed':
      return [`${before}${name} not copied: ${outcome.reason}`];
  }
};

/** Whether the rule has room for the whole text. */
export const fitsInRule = (state: State, text: string): boolean =>
  state.settings.widthOf(`copied: ${text}`) <= layout(state).columns - RULE_ENDS;

/** The outcome in a sentence. */
const outcomeText = (outcome: CopyOutcome | undefined): string => {
  switch (outcome?.kind) {
    case undefined:
      return 'Copying …';
    case 'copied':
      return `Copied with ${outcome.by}.`;
    case 'sent':
      return "Sent to the terminal's clipboard. A terminal does not confirm that; if yours ignores it, use --copy-command.";
    case 'failed':
      return sentence(`Not copied: ${outcome.reason}`);
  }
};

export const copiedTitle = ({name, text}: OverlayOf<'copied'>): string =>
  `${capitalized(name)} (${plural([...text].length, 'character')})`;

/** The outcome, and the text wrapped to the screen. */
export const copiedLines = (state: State, {text, note, outcome}: OverlayOf<'copied'>): readonly string[] => {
  const {widthOf} = state.settings;
  const width = layout(state).columns - 2;
  // A note can begin with the name of a program, whose case counts.
  const noted = note === undefined ? [] : [sentence(`Not opened: ${note}`)];
  return [...wrap([...noted, outcomeText(outcome)].join(' '), width, widthOf), '', ...wrap(text, width, widthOf)];
};

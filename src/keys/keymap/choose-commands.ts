/** The commands that choose profiles and regions. */
import {choiceProblem} from '../../core/screens/choose/choices.ts';
import {selectedRow} from '../../core/screens/rows.ts';
import {actingOf} from '../../core/state/acting.ts';
import {mainConnection, openOverlay} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

/** What is being submitted has to keep its connection. */
const noOthers = (state: State): string | undefined => actingOf(state)?.refusal(state, 'choose-connections');

const noProfiles = (state: State): string | undefined => {
  const reason = noOthers(state);
  if (reason !== undefined) return reason;
  if (mainConnection(state).target.kind === 'demo') return 'the demo has no profiles';
  return state.settings.hasApiKey
    ? 'the API key in AWS_BEARER_TOKEN_BEDROCK is used instead of any profile; unset it first'
    : undefined;
};

export const CHOOSE_COMMANDS = {
  'choose-profiles': {
    title: 'profiles: choose one or several',
    hint: 'profiles',
    group: 'General',
    message: always({kind: 'choose-opened', of: 'profiles'}),
    refusal: noProfiles,
  },
  'choose-regions': {
    title: 'regions: choose one or several',
    hint: 'regions',
    group: 'General',
    message: always({kind: 'choose-opened', of: 'regions'}),
    refusal: noOthers,
  },
  'use-choice': {
    title: 'use the marked ones, or the selected one',
    hint: 'use',
    group: 'General',
    message: always({kind: 'choice-used'}),
    refusal: choiceProblem,
  },
  'mark-choice': {
    title: 'mark or unmark the row',
    hint: 'mark',
    group: 'General',
    message: always({kind: 'choice-marked'}),
    refusal: state => (selectedRow(state) ? undefined : 'nothing to mark'),
  },
  'leave-choice': {
    title: 'cancel; the connections stay',
    hint: 'cancel',
    group: 'General',
    message: always({kind: 'stepped-back'}),
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;

/** How many are marked: the marked ones are used wherever the cursor is. */
export const markedCount = (state: State): number => openOverlay(state, 'choose')?.marked.length ?? 0;

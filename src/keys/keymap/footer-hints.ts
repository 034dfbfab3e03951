/** The footer's hints: the keys that do something now, as many as fit. The ones used most are the last to be left out. */
import {QUERY_FIELDS} from '../../core/jobs/query-fields.ts';
import {currentArn} from '../../core/screens/rows.ts';
import {maxScroll} from '../../core/screens/scroll.ts';
import {actingOf} from '../../core/state/acting.ts';
import {contextOf, knownJob, listFailure, overlayOf, profileChoice, rowsOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {keyText} from '../input/key-names.ts';
import {markedCount} from './choose-commands.ts';
import {type CommandId, commandOf} from './commands.ts';
import {FOOTER, type HintId, PRIORITIES} from './footer-table.ts';
import type {Keymap} from './keymap.ts';

export interface Hint {
  readonly key: string;
  readonly text: string;
}

const canChoose = (state: State): boolean => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'form') return (actingOf(state)?.focusedInput(state, overlay)?.choices?.length ?? 0) > 1;
  if (overlay?.kind === 'filters') return (QUERY_FIELDS[overlay.focused].choices?.length ?? 0) > 1;
  return profileChoice(state) !== undefined && (state.setup.profiles?.length ?? 0) > 1;
};

/** Whether the key has something to do now. */
const isOffered = (state: State, id: HintId): boolean => {
  if (id === 'choose') return canChoose(state);
  if (id === 'errors') return state.errors.length > 0;
  if (id === 'open-ended') return state.ending !== undefined;
  // Without a job there is little to copy.
  if (id === 'copy') return commandOf('detail').refusal?.(state) === undefined;
  // Before anything is sent, there is nothing to look at meanwhile, and the checks can be made again.
  const phase = overlayOf(state)?.kind === 'review' ? state.acting.submission?.phase.kind : undefined;
  if (id === 'jobs' && phase === 'review') return false;
  if (id === 'refresh' && phase !== undefined && phase !== 'review') return false;
  if (id === 'down') return (maxScroll(state) ?? 0) > 0;
  return commandOf(id).refusal?.(state) === undefined;
};

/** What the key does now: the same key opens the JSON and the fields, pauses and resumes. */
const textOf = (state: State, id: CommandId): string => {
  const hint = actingOf(state)?.hint(state, id);
  if (hint !== undefined) return hint;
  const overlay = overlayOf(state);
  if (id === 'raw' && overlay?.kind === 'detail' && overlay.isRaw) return 'fields';
  if (id === 'search-scope' && overlay?.kind === 'search' && overlay.isWide) return 'names on AWS';
  if (id === 'submit-search' && overlay?.kind === 'search' && overlay.isWide) return 'keep';
  if (id === 'pause' && state.isPaused) return 'resume';
  if (id === 'all-fields' && overlay?.kind === 'compare' && overlay.isAll) return 'differences';
  if (id === 'mark' && state.marks.includes(currentArn(state) ?? '')) return 'unmark';
  if (id === 'wrap' && overlay?.kind === 'detail' && overlay.isWrapped) return 'unwrap';
  if (id === 'close' && overlay?.kind === 'detail' && overlay.find.text !== '') return 'clear';
  if (id === 'close' && overlay?.kind === 'help' && overlay.filter !== '') return 'clear';
  if (id === 'close' && overlay?.kind === 'sign-in') return 'cancel';
  if (id === 'use-choice' && markedCount(state) > 0) return `use ${markedCount(state)}`;
  return commandOf(id).hint ?? '';
};

const CHOOSE: Hint = {key: `${keyText('up')}${keyText('down')}`, text: 'choose'};

/** What would be sent is further down. */
const isMoreBelow = (state: State): boolean => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'review' && overlay.scroll < (maxScroll(state) ?? 0);
};

/** What comes after reading about a job: the model that it made, or another attempt. */
const nextSteps = (state: State): readonly HintId[] => {
  const overlay = overlayOf(state);
  const status = overlay?.kind === 'detail' ? knownJob(state, overlay.arn)?.status : undefined;
  if (status === 'Completed') return ['job-model'];
  return status === 'Failed' ? ['import-again'] : [];
};

/** More important than usual: resuming while paused, and what helps if a failure left no rows. */
const urgentIds = (state: State): readonly HintId[] => [
  ...nextSteps(state),
  ...(isMoreBelow(state) ? (['down'] as const) : []),
  ...(state.isPaused ? (['pause'] as const) : []),
  ...(state.ending ? (['open-ended'] as const) : []),
  ...(state.connections.size > 1 && listFailure(state) ? (['connections'] as const) : []),
  ...(contextOf(state) === 'list' && listFailure(state) && rowsOf(state).count === 0
    ? (['refresh', 'errors'] as const)
    : []),
];

/** What is urgent comes after the first priorities. */
const URGENT_FROM = PRIORITIES.indexOf('search');

const prioritiesIn = (state: State): readonly HintId[] => {
  const urgent = urgentIds(state);
  const others = PRIORITIES.slice(URGENT_FROM).filter(id => !urgent.includes(id));
  return [...PRIORITIES.slice(0, URGENT_FROM), ...urgent, ...others];
};

/** The index of the least important hint: if several are equal, of the last one. */
const leastIndex = (ids: readonly HintId[], priorities: readonly HintId[]): number => {
  const ranks = ids.map(id => (priorities.includes(id) ? priorities.indexOf(id) : priorities.length));
  return ranks.lastIndexOf(Math.max(...ranks));
};

/** In a narrower line the necessary hints do not fit with more than two spaces between them. */
const NARROW = 40;

/** Spaces between two hints. */
export const hintGap = (width: number): string => ' '.repeat(width < NARROW ? 2 : 3);

/** The hints as one line of `width` columns. */
export const hintsText = (hints: readonly Hint[], width = NARROW): string =>
  hints.map(({key, text}) => `${key} ${text}`).join(hintGap(width));

/** The hints of the context, as many as fit into `width`. */
export const footerHints = (keymap: Keymap, state: State, width: number): readonly Hint[] => {
  const bound = keymap.boundNow(state);
  const hintOf = (id: HintId): Hint =>
    id === 'choose' ? CHOOSE : {key: keyText(bound.get(id)?.[0] ?? ''), text: textOf(state, id)};
  const priorities = prioritiesIn(state);
  let ids = FOOTER[contextOf(state)].filter(id => (id === 'choose' || bound.has(id)) && isOffered(state, id));
  const hints = () => ids.map(hintOf);
  while (ids.length > 1 && hintsText(hints(), width).length > width)
    ids = ids.filter((_, i) => i !== leastIndex(ids, priorities));
  return hints();
};

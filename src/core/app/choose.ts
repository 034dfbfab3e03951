/** Choosing profiles or regions: opening the list, typing, marking, and using what was chosen. */
import {choiceProblem, chosenNames} from '../screens/choose/choices.ts';
import {chosenTargets, namesInUse} from '../screens/choose/chosen-targets.ts';
import {movedInRows, selectedRow} from '../screens/rows.ts';
import type {Effect, Step} from '../state/message.ts';
import {mainConnection, topOverlay} from '../state/select.ts';
import type {ChoiceOf, OverlayOf, State} from '../state/state.ts';
import {popped, pushed, step, withTopOverlay} from '../state/step.ts';
import {targetsChosen} from './targets.ts';

const chooseOf = (state: State): OverlayOf<'choose'> | undefined => topOverlay(state, 'choose');

/** The cursor is on what is in use. The files may have changed since they were last read. */
export const chooseOpened = (state: State, of: ChoiceOf): Step => {
  if (chooseOf(state)) return step(state);
  const [selected] = namesInUse(state, of);
  const finding: readonly Effect[] = of === 'profiles' ? [{kind: 'find-profiles'}] : [];
  return step(pushed(state, {kind: 'choose', of, text: '', marked: [], selected, top: 0}), ...finding);
};

export const choiceEdited = (state: State, text: string): State => {
  const overlay = chooseOf(state);
  return overlay ? withTopOverlay(state, {...overlay, text, selected: undefined, top: 0}) : state;
};

/** Marks the one at the cursor, or removes its mark, and goes to the next. */
export const choiceMarked = (state: State): State => {
  const overlay = chooseOf(state);
  const name = selectedRow(state)?.key;
  if (!overlay || name === undefined) return state;
  const others = overlay.marked.filter(mark => mark !== name);
  const marked = others.length < overlay.marked.length ? others : [...others, name];
  const next = withTopOverlay(state, {...overlay, selected: name, marked});
  return movedInRows(next, {kind: 'rows', by: 1}) ?? next;
};

export const choiceUsed = (state: State, at: number): Step => {
  const overlay = chooseOf(state);
  if (!overlay || choiceProblem(state) !== undefined) return step(state);
  const names = chosenNames(state, overlay);
  const isAws = mainConnection(state).target.kind === 'aws';
  const regions = overlay.of === 'regions' && isAws ? names : state.setup.regions;
  // The setup screen's choice begins at what is in use.
  const setup = {...state.setup, regions, highlighted: undefined};
  return targetsChosen({...popped(state), setup}, chosenTargets(state, overlay.of, names), at);
};

/** What each message of the person does. A kind without a handler does not compile. */
import {askAll} from '../list/pages.ts';
import {clamp} from '../list/window.ts';
import {currentArn} from '../screens/rows.ts';
import {paletteIndex, paletteItems, withoutPalette} from '../screens/shared/palette.ts';
import {actingOf} from '../state/acting.ts';
import type {Action} from '../state/action.ts';
import type {Step, UserMessage} from '../state/message.ts';
import {knownJob, lastEnded, overlayOf} from '../state/select.ts';
import type {OverlayOf, State} from '../state/state.ts';
import {chain, inTurn, popped, pushed, step, stepJobs, withTopOverlay} from '../state/step.ts';
import {attemptsOpened, attemptsRetried} from './attempts.ts';
import {choiceEdited, choiceMarked, choiceUsed, chooseOpened} from './choose.ts';
import {connectionOpened, connectionRetried, connectionsOpened} from './connections.ts';
import {consoleAsked, copyAsked, copyMenuOpened} from './copy.ts';
import {
  findEdited,
  findKept,
  findOpened,
  matchMoved,
  NO_FIND,
  neighbourOpened,
  scrolledSideways,
  withoutFind,
  wrapToggled,
} from './detail-find.ts';
import {fetchSelected} from './details.ts';
import {
  filtersEdited,
  filtersFocused,
  filtersOpened,
  filtersSubmitted,
  oneFilterCleared,
  orderReversed,
  sortedBy,
  statusCycled,
} from './filters.ts';
import {demoAsked, profileChosen, refreshAsked} from './link.ts';
import {moved} from './move.ts';
import {periodChanged, reasonOpened, reasonsLeft, reasonsOpened, reasonsRefreshed} from './reasons.ts';
import {NOTICE_MS} from './received.ts';
import {searchEdited, searchLeft, searchOpened, searchRecalled, searchScopeToggled, searchSubmitted} from './search.ts';
import {signInAsked, signInConfirmed} from './sign-in.ts';

export type Handler<M> = (state: State, message: M, at: number) => Step;

const withHelp = (state: State, change: Partial<OverlayOf<'help'>>): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'help' ? withTopOverlay(state, {...overlay, ...change}) : state;
};

const steppedBack = (state: State, at: number): Step => {
  const overlay = overlayOf(state);
  if (!overlay) return oneFilterCleared(state, at);
  const acted = actingOf(state)?.steppedBack(state, at);
  if (acted) return acted;
  // The help's own filter goes before the help does.
  if (overlay.kind === 'help' && (overlay.isTyping || overlay.filter !== '')) {
    return step(withHelp(state, {filter: '', isTyping: false, scroll: 0}));
  }
  const unfound = overlay.kind === 'detail' ? withoutFind(state, overlay) : undefined;
  if (unfound) return step(unfound);
  if (overlay.kind === 'reasons') return reasonsLeft(state);
  return overlay.kind === 'search' ? searchLeft(state, at) : step(popped(state));
};

const openDetail = (state: State, arn: string | undefined, at: number): Step => {
  const overlay = overlayOf(state);
  if (arn === undefined || !knownJob(state, arn)) return step(state);
  if (overlay?.kind === 'detail' && overlay.arn === arn) return step(state);
  const opened = {kind: 'detail', arn, scroll: 0, isRaw: false, isWrapped: true, left: 0, find: NO_FIND} as const;
  return fetchSelected(pushed(state, opened), at);
};

const detailOpened = (state: State, at: number): Step => openDetail(state, currentArn(state), at);

const rawToggled = (state: State, at: number): Step => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'detail') {
    return step(withTopOverlay(state, {...overlay, isRaw: !overlay.isRaw, scroll: 0, left: 0, find: NO_FIND}));
  }
  return chain(detailOpened(state, at), opened => {
    const top = overlayOf(opened);
    return step(top?.kind === 'detail' ? withTopOverlay(opened, {...top, isRaw: true}) : opened);
  });
};

const withPalette = (state: State, change: Partial<OverlayOf<'palette'>>): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'palette' ? withTopOverlay(state, {...overlay, ...change}) : state;
};

const paletteMoved = (state: State, by: number): State => {
  const items = paletteItems(state);
  return withPalette(state, {index: clamp(paletteIndex(state, items) + by, items.length - 1)});
};

/** Closes the palette, and does what the key of the command would do. One that cannot be done says why, and the palette stays. */
const paletteChosen = (state: State, at: number): Step => {
  const items = paletteItems(state);
  const item = items[paletteIndex(state, items)];
  if (item?.reason === undefined && item) {
    const message = item.message() as UserMessage;
    const handle = USER[message.kind] as Handler<UserMessage>;
    return handle(withoutPalette(state), message, at);
  }
  const text = item?.reason ?? 'no command matches';
  return step({...state, notice: {text, until: at + NOTICE_MS, isRefusal: true}});
};

const withMarkToggled = (state: State, arn: string | undefined): State => {
  if (arn === undefined) return state;
  const {marks} = state;
  return {...state, marks: marks.includes(arn) ? marks.filter(mark => mark !== arn) : [...marks, arn]};
};

const withAllFieldsToggled = (state: State): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'compare' ? withTopOverlay(state, {...overlay, isAll: !overlay.isAll, scroll: 0}) : state;
};

/** An import that is under way is asked about first. */
const quitAsked = (state: State): Step => {
  const asking = actingOf(state)?.quit(state);
  return asking ? step(asking) : step(state, {kind: 'exit'});
};

/** The part that acts does it: at once, or as soon as it is loaded. */
const acted = (state: State, action: Action, at: number): Step => {
  const acting = actingOf(state);
  if (acting) return acting.act(state, action, at);
  return step({...state, awaitingActing: [...state.awaitingActing, action]});
};

type Handlers = {readonly [K in UserMessage['kind']]: Handler<Extract<UserMessage, {kind: K}>>};

export const USER: Handlers = {
  'quit-asked': quitAsked,
  'suspend-asked': state => step(state, {kind: 'suspend'}),
  'repaint-asked': state => step(state, {kind: 'repaint'}),
  'stepped-back': (state, _, at) => steppedBack(state, at),
  refused: (state, {reason}, at) => step({...state, notice: {text: reason, until: at + NOTICE_MS, isRefusal: true}}),

  moved: (state, {motion}, at) => moved(state, motion, at),

  'search-opened': (state, _, at) => step(searchOpened(state, at)),
  'search-edited': (state, {text}, at) => searchEdited(state, text, at),
  'search-recalled': (state, {by}, at) => searchRecalled(state, by, at),
  'search-submitted': (state, _, at) => searchSubmitted(state, at),
  'search-scope-toggled': (state, _, at) => searchScopeToggled(state, at),
  'status-cycled': (state, _, at) => statusCycled(state, at),
  'order-reversed': (state, _, at) => orderReversed(state, at),
  sorted: (state, {by}) => step(sortedBy(state, by)),
  'filters-opened': state => step(filtersOpened(state)),
  'filters-edited': (state, {field, value}) => step(filtersEdited(state, field, value)),
  'filters-focused': (state, {by}) => step(filtersFocused(state, by)),
  'filters-submitted': (state, _, at) => filtersSubmitted(state, at),

  'detail-opened': (state, _, at) => detailOpened(state, at),
  'raw-toggled': (state, _, at) => rawToggled(state, at),
  'find-opened': state => step(findOpened(state)),
  'find-edited': (state, {text}) => step(findEdited(state, text)),
  'find-kept': state => step(findKept(state)),
  'match-moved': (state, {by}) => step(matchMoved(state, by)),
  'wrap-toggled': state => step(wrapToggled(state)),
  'scrolled-sideways': (state, {by}) => step(scrolledSideways(state, by)),
  'neighbour-opened': (state, {by}, at) => chain(neighbourOpened(state, by, at), s => fetchSelected(s, at)),
  'help-opened': state => step(pushed(state, {kind: 'help', scroll: 0, filter: '', isTyping: false})),
  'help-filter-opened': state => step(withHelp(state, {isTyping: true})),
  'help-filtered': (state, {text}) => step(withHelp(state, {filter: text, scroll: 0})),
  'help-filter-kept': state => step(withHelp(state, {isTyping: false})),
  'palette-opened': state => step(pushed(state, {kind: 'palette', text: '', index: 0})),
  'palette-edited': (state, {text}) => step(withPalette(state, {text, index: 0})),
  'palette-moved': (state, {by}) => step(paletteMoved(state, by)),
  'palette-chosen': (state, _, at) => paletteChosen(state, at),
  'errors-opened': state => step(pushed(state, {kind: 'errors', scroll: 0})),
  'events-opened': state => step(overlayOf(state)?.kind === 'events' ? state : pushed(state, {kind: 'events', top: 0})),
  'reasons-opened': (state, _, at) => reasonsOpened(state, at),
  'reason-opened': (state, {reason}) => step(reasonOpened(state, reason)),
  'period-changed': (state, {by}, at) => periodChanged(state, by, at),
  'ending-opened': (state, _, at) => openDetail(state, lastEnded(state)?.arn, at),
  'attempts-opened': (state, {arn}) => attemptsOpened(state, arn),
  'mark-toggled': (state, {arn}) => step(withMarkToggled(state, arn)),
  'marks-cleared': state => step({...state, marks: []}),
  compared: (state, {arns}, at) => fetchSelected(pushed(state, {kind: 'compare', arns, isAll: false, scroll: 0}), at),
  'all-fields-toggled': state => step(withAllFieldsToggled(state)),
  'overlays-closed': state => step({...state, overlays: []}),

  'refresh-asked': (state, _, at) =>
    inTurn(
      state,
      s => refreshAsked(s, at),
      attemptsRetried,
      s => reasonsRefreshed(s, at),
      s => actingOf(s)?.refreshed(s, at) ?? step(s),
    ),
  'copy-opened': (state, _, at) => copyMenuOpened(state, at),
  'copy-asked': (state, {copy}) => copyAsked(state, copy),
  'console-asked': state => consoleAsked(state),

  'connections-opened': state => step(connectionsOpened(state)),
  'connection-opened': (state, {target}) => step(connectionOpened(state, target)),
  'connection-retried': (state, {target}, at) => connectionRetried(state, target, at),
  'sign-in-asked': (state, {target}) => signInAsked(state, target),
  'sign-in-confirmed': signInConfirmed,

  'pause-toggled': state => step({...state, isPaused: !state.isPaused}),
  'load-all-asked': state => stepJobs(state, askAll),
  'demo-asked': (state, _, at) => demoAsked(state, at),
  'profile-highlighted': (state, {profile}) => step({...state, setup: {...state.setup, highlighted: profile}}),
  'choose-opened': (state, {of}) => chooseOpened(state, of),
  'choice-edited': (state, {text}) => step(choiceEdited(state, text)),
  'choice-marked': state => step(choiceMarked(state)),
  'choice-used': (state, _, at) => choiceUsed(state, at),
  'profile-chosen': (state, {profile}, at) => profileChosen(state, profile, at),

  acted: (state, {action}, at) => acted(state, action, at),
};

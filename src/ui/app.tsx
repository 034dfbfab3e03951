/** The root: draws the current screen or overlay in exactly the size of the window. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {type ComponentType, useSyncExternalStore} from 'react';
import {headerParts} from '../core/screens/shared/header.ts';
import {MIN_SIZE, type Size} from '../core/state/layout.ts';
import {layout, overlayOf, screenOf} from '../core/state/select.ts';
import type {State} from '../core/state/state.ts';
import type {FieldFeed} from '../keys/field/input-feed.ts';
import type {Keymap} from '../keys/keymap/keymap.ts';
import type {Store} from '../runtime/store.ts';
import {ChooseLine, FindLine, Footer, HelpFilterLine, PaletteLine, SearchLine} from './parts/footer.tsx';
import {Header} from './parts/header.tsx';
import {KeymapContext} from './parts/keymap-context.ts';
import {AttemptsScreen} from './screens/attempts/attempts-screen.tsx';
import {ChooseScreen} from './screens/choose/choose-screen.tsx';
import {CompareScreen} from './screens/compare/compare-screen.tsx';
import {ConnectionScreen} from './screens/connections/connection-screen.tsx';
import {ConnectionsScreen} from './screens/connections/connections-screen.tsx';
import {SignInScreen} from './screens/connections/sign-in-screen.tsx';
import {CopiedScreen, CopyMenu} from './screens/copy/copy-menu.tsx';
import {EventsScreen} from './screens/events/events-screen.tsx';
import {FilterForm} from './screens/jobs/filter-form.tsx';
import {DetailScreen} from './screens/jobs/job-detail.tsx';
import {JobsScreen} from './screens/jobs/jobs-screen.tsx';
import {ReasonJobsScreen} from './screens/reasons/reason-jobs-screen.tsx';
import {ReasonsScreen} from './screens/reasons/reasons-screen.tsx';
import {SetupScreen} from './screens/setup-screen.tsx';
import {ErrorsScreen} from './screens/shared/errors-screen.tsx';
import {HelpScreen} from './screens/shared/help-screen.tsx';
import {PaletteScreen} from './screens/shared/palette-screen.tsx';

/** How the part that acts is drawn (ui/acting/part.tsx). */
export interface ActingDrawing {
  readonly ActingBody: ComponentType<ScreenProps>;
  readonly ModelSearchLine: ComponentType<ScreenProps>;
}

interface AppProps {
  readonly store: Store;
  readonly feed: FieldFeed;
  readonly keymap: Keymap;
  /** Undefined until it is loaded. */
  readonly acting: () => ActingDrawing | undefined;
}

interface ScreenProps extends Omit<AppProps, 'keymap' | 'acting'> {
  readonly state: State;
}

interface BodyProps extends ScreenProps {
  readonly drawing: ActingDrawing | undefined;
}

/** In as many words as the window has room for. */
const tooSmallLines = ({columns, rows}: Size): readonly string[] => {
  const minimum = `${MIN_SIZE.columns}x${MIN_SIZE.rows}`;
  const long = [`Too small: ${columns}x${rows}.`, `At least ${minimum} is needed.`];
  if (long.every(line => line.length <= columns)) return long;
  return [columns < 9 ? 'small' : 'Too small', columns < 10 ? minimum : `Min. ${minimum}`];
};

const TooSmall = ({state}: {readonly state: State}) => (
  <Box flexDirection="column" width={layout(state).columns} height={layout(state).rows} overflow="hidden">
    {tooSmallLines(layout(state)).map(line => (
      <Text key={line} wrap="truncate">
        {line}
      </Text>
    ))}
  </Box>
);

const Body = ({drawing, ...props}: BodyProps) => {
  const {state, store, feed} = props;
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'detail':
      return <DetailScreen state={state} overlay={overlay} />;
    case 'help':
      return <HelpScreen state={state} overlay={overlay} />;
    case 'errors':
      return <ErrorsScreen state={state} overlay={overlay} />;
    case 'attempts':
      return <AttemptsScreen state={state} overlay={overlay} />;
    case 'compare':
      return <CompareScreen state={state} overlay={overlay} />;
    case 'palette':
      return <PaletteScreen state={state} />;
    case 'connections':
      return <ConnectionsScreen state={state} overlay={overlay} />;
    case 'connection':
      return <ConnectionScreen state={state} overlay={overlay} />;
    case 'sign-in':
      return <SignInScreen state={state} overlay={overlay} />;
    case 'events':
      return <EventsScreen state={state} overlay={overlay} />;
    case 'reasons':
      return <ReasonsScreen state={state} overlay={overlay} />;
    case 'reason-jobs':
      return <ReasonJobsScreen state={state} overlay={overlay} />;
    case 'copy':
      return <CopyMenu state={state} overlay={overlay} />;
    case 'copied':
      return <CopiedScreen state={state} overlay={overlay} />;
    case 'choose':
      return <ChooseScreen state={state} overlay={overlay} />;
    case 'filters':
      return (
        <FilterForm
          state={state}
          overlay={overlay}
          feed={feed}
          onEdit={(field, value) => store.dispatch({kind: 'filters-edited', field, value})}
        />
      );
    case 'models':
    case 'model-search':
    case 'model-copy':
    case 'tags':
    case 'form':
    case 'review':
    case 'quit':
      return drawing ? <drawing.ActingBody {...props} /> : undefined;
    case 'search':
    case undefined:
      return screenOf(state) === 'setup' ? (
        <SetupScreen
          state={state}
          feed={feed}
          onChoose={profile => store.dispatch({kind: 'profile-highlighted', profile})}
        />
      ) : (
        <JobsScreen state={state} />
      );
  }
};

/** The last line: hints, or a text that is being typed. */
const Bottom = ({drawing, ...props}: BodyProps) => {
  const {state, store, feed} = props;
  const overlay = overlayOf(state);
  if (overlay?.kind === 'search') {
    const onEdit = (text: string) => store.dispatch({kind: 'search-edited', text});
    return <SearchLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'help' && overlay.isTyping) {
    const onEdit = (text: string) => store.dispatch({kind: 'help-filtered', text});
    return <HelpFilterLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'palette') {
    const onEdit = (text: string) => store.dispatch({kind: 'palette-edited', text});
    return <PaletteLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'choose') {
    const onEdit = (text: string) => store.dispatch({kind: 'choice-edited', text});
    return <ChooseLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'detail' && overlay.find.isTyping) {
    const onEdit = (text: string) => store.dispatch({kind: 'find-edited', text});
    return <FindLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'model-search' && drawing) return <drawing.ModelSearchLine {...props} />;
  return <Footer state={state} />;
};

export const App = ({store, feed, keymap, acting}: AppProps) => {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const isScreenReader = useIsScreenReaderEnabled();
  const {columns, rows} = layout(state);
  if (screenOf(state) === 'too-small') return <TooSmall state={state} />;
  const props = {state, store, feed, drawing: acting()};
  return (
    <KeymapContext value={keymap}>
      <Box flexDirection="column" width={columns} height={rows}>
        {isScreenReader ? undefined : <Header width={columns} {...headerParts(state, columns - 2)} />}
        <Body {...props} />
        <Bottom {...props} />
      </Box>
    </KeymapContext>
  );
};

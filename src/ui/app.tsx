/** The root: draws the current screen or overlay in exactly the size of the window. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {useSyncExternalStore} from 'react';
import {queryLine} from '../core/describe.ts';
import {headerParts} from '../core/describe-header.ts';
import {ruleWords} from '../core/describe-rule.ts';
import {layout, overlayOf, rowsOf, screenOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {MIN_SIZE, type Size} from '../core/viewport.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import type {Keymap} from '../keys/keymap.ts';
import type {Store} from '../runtime/store.ts';
import {ErrorsScreen} from './errors-screen.tsx';
import {FilterForm} from './filter-form.tsx';
import {Footer, HelpFilterLine, SearchLine} from './footer.tsx';
import {Header} from './header.tsx';
import {HelpScreen} from './help.tsx';
import {DetailPane, DetailScreen} from './job-detail.tsx';
import {JobList} from './job-list.tsx';
import {KeymapContext, useKeymap} from './keymap-context.ts';
import {Rule, Sides} from './line.tsx';
import {SetupScreen} from './setup-screen.tsx';
import {ScreenReaderList} from './spoken-list.tsx';

interface AppProps {
  readonly store: Store;
  readonly feed: FieldFeed;
  readonly keymap: Keymap;
}

interface ScreenProps extends Omit<AppProps, 'keymap'> {
  readonly state: State;
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

const ListScreen = ({state}: {readonly state: State}) => {
  const {columns} = layout(state);
  const {keyOf} = useKeymap();
  const isSpoken = useIsScreenReaderEnabled();
  if (isSpoken) return <ScreenReaderList state={state} />;
  const {left, right} = queryLine(state, columns - 2);
  const rule = ruleWords(state);
  const hasRows = rowsOf(state).count > 0;
  return (
    <>
      <Sides width={columns} left={<Text wrap="truncate">{left}</Text>} right={<Text>{right}</Text>} />
      <Rule width={columns} more={rule?.isFailure ? `${keyOf('list', 'errors')} shows all` : undefined} {...rule} />
      <Box flexGrow={1} flexDirection={layout(state).pane.kind === 'side' ? 'row' : 'column'}>
        <JobList state={state} />
        {hasRows ? <DetailPane state={state} /> : undefined}
      </Box>
    </>
  );
};

const Body = ({state, store, feed}: ScreenProps) => {
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'detail':
      return <DetailScreen state={state} overlay={overlay} />;
    case 'help':
      return <HelpScreen state={state} overlay={overlay} />;
    case 'errors':
      return <ErrorsScreen state={state} overlay={overlay} />;
    case 'filters':
      return (
        <FilterForm
          state={state}
          overlay={overlay}
          feed={feed}
          onEdit={(field, value) => store.dispatch({kind: 'filters-edited', field, value})}
        />
      );
    case 'search':
    case undefined:
      return screenOf(state) === 'setup' ? (
        <SetupScreen
          state={state}
          feed={feed}
          onChoose={profile => store.dispatch({kind: 'profile-highlighted', profile})}
        />
      ) : (
        <ListScreen state={state} />
      );
  }
};

/** The last line: hints, or a text that is being typed. */
const Bottom = ({state, store, feed}: ScreenProps) => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'search') {
    const onEdit = (text: string) => store.dispatch({kind: 'search-edited', text});
    return <SearchLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  if (overlay?.kind === 'help' && overlay.isTyping) {
    const onEdit = (text: string) => store.dispatch({kind: 'help-filtered', text});
    return <HelpFilterLine state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
  }
  return <Footer state={state} />;
};

export const App = ({store, feed, keymap}: AppProps) => {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const isSpoken = useIsScreenReaderEnabled();
  const {columns, rows} = layout(state);
  if (screenOf(state) === 'too-small') return <TooSmall state={state} />;
  return (
    <KeymapContext value={keymap}>
      <Box flexDirection="column" width={columns} height={rows}>
        {isSpoken ? undefined : <Header width={columns} {...headerParts(state, columns - 2)} />}
        <Body state={state} store={store} feed={feed} />
        <Bottom state={state} store={store} feed={feed} />
      </Box>
    </KeymapContext>
  );
};

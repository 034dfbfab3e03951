/** The root: shows the screen and the overlay that the state names, in exactly the window's size. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {useSyncExternalStore} from 'react';
import {queryLine} from '../core/describe.ts';
import {headerParts} from '../core/describe-header.ts';
import {ruleWords} from '../core/describe-rule.ts';
import {layout, overlayOf, rowsOf, screenOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {MIN_SIZE} from '../core/viewport.ts';
import {keyOf} from '../keys/bindings.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import type {Store} from '../runtime/store.ts';
import {FilterForm} from './filter-form.tsx';
import {Footer, HelpFilterLine, SearchLine} from './footer.tsx';
import {Header} from './header.tsx';
import {ErrorsScreen, HelpScreen} from './help.tsx';
import {DetailPane, DetailScreen} from './job-detail.tsx';
import {JobList} from './job-list.tsx';
import {Rule, Sides} from './line.tsx';
import {SetupScreen} from './setup-screen.tsx';
import {SpokenList} from './spoken-list.tsx';

export interface AppProps {
  readonly store: Store;
  readonly feed: FieldFeed;
}

/** Each line once, as long as the window allows. */
const tooSmallWords = ({columns, rows}: State['size']): readonly string[] => {
  const min = `${MIN_SIZE.columns}x${MIN_SIZE.rows}`;
  const long = [`Too small: ${columns}x${rows}.`, `At least ${min} is needed.`];
  if (long.every(line => line.length <= columns)) return long;
  return [columns < 9 ? 'small' : 'Too small', columns < 10 ? min : `Min. ${min}`];
};

const TooSmall = ({state}: {readonly state: State}) => (
  <Box flexDirection="column" width={state.size.columns} height={state.size.rows} overflow="hidden">
    {tooSmallWords(state.size).map(line => (
      <Text key={line} wrap="truncate">
        {line}
      </Text>
    ))}
  </Box>
);

const ListScreen = ({state}: {readonly state: State}) => {
  const {columns} = state.size;
  const isSpoken = useIsScreenReaderEnabled();
  if (isSpoken) return <SpokenList state={state} />;
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

const Body = ({state, store, feed}: AppProps & {readonly state: State}) => {
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

/** The last line: hints, or the text that is being typed. */
const Bottom = ({state, store, feed}: AppProps & {readonly state: State}) => {
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

export const App = ({store, feed}: AppProps) => {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const isSpoken = useIsScreenReaderEnabled();
  const {columns, rows} = state.size;
  if (screenOf(state) === 'too-small') return <TooSmall state={state} />;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {isSpoken ? undefined : <Header width={columns} {...headerParts(state, columns - 2)} />}
      <Body state={state} store={store} feed={feed} />
      <Bottom state={state} store={store} feed={feed} />
    </Box>
  );
};

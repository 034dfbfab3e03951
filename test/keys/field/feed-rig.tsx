/** A small program around the input feed: a list that takes commands, a search field and a select field, in the real Ink. */
import {EventEmitter} from 'node:events';
import {Box, render, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Clock} from '../../../src/core/domain/ports.ts';
import {createInputFeed, type InputFeed} from '../../../src/keys/field/input-feed.ts';
import type {FocusedField} from '../../../src/keys/field/stroke-router.ts';
import type {Stroke} from '../../../src/keys/input/stroke.ts';
import type {EscapeWait} from '../../../src/keys/input/strokes.ts';
import {SelectField} from '../../../src/ui/fields/select-field.tsx';
import {TextField} from '../../../src/ui/fields/text-field.tsx';

/** Waits, turn by turn, until `isSo`; fails after five seconds. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const start = Date.now();
  while (!isSo()) {
    if (Date.now() - start > 5000) throw new Error(`never became true: ${isSo}`);
    await new Promise(resolve => setImmediate(resolve));
  }
};

/** Some turns of the event loop, for what must not happen. */
export const turns = async (count = 20): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve));
};

/** A clock driven by hand. */
export const createHandClock = () => {
  const timers = new Set<{readonly at: number; readonly callback: () => void}>();
  let now = 0;
  return {
    now: () => now,
    after: (delay: number, callback: () => void) => {
      const timer = {at: now + delay, callback};
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    pass(ms: number) {
      const end = now + ms;
      const next = () => [...timers].filter(({at}) => at <= end).sort((a, b) => a.at - b.at)[0];
      for (let timer = next(); timer; timer = next()) {
        timers.delete(timer);
        now = timer.at;
        timer.callback();
      }
      now = end;
    },
    running: () => timers.size,
  };
};

export const createSource = () => {
  const emitter = new EventEmitter();
  const calls: string[] = [];
  const note = (call: string) => () => {
    calls.push(call);
  };
  return {
    source: {
      on: (event: 'data', listener: (chunk: Buffer | string) => void) => emitter.on(event, listener),
      off: (event: 'data', listener: (chunk: Buffer | string) => void) => emitter.off(event, listener),
      setRawMode: (isRaw: boolean) => note(`raw ${isRaw}`)(),
      ref: note('ref'),
      unref: note('unref'),
      resume: note('resume'),
      pause: note('pause'),
    },
    calls,
    listeners: () => emitter.listenerCount('data'),
    type: (input: string | Buffer) => emitter.emit('data', typeof input === 'string' ? Buffer.from(input) : input),
  };
};

export const createScreen = (columns = 80, rows = 24) => {
  const frames: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    rows,
    write: (text: string) => {
      frames.push(text);
      return true;
    },
  });
  return {stream: stream as unknown as NodeJS.WriteStream, frames, last: () => frames.at(-1) ?? ''};
};

export interface RigState {
  readonly focus: 'list' | 'search' | 'status';
  readonly search: string;
  readonly status: string;
  readonly commands: readonly string[];
}

export interface RigOptions {
  readonly width?: number;
  readonly limit?: number;
  readonly state?: Partial<RigState>;
  readonly clock?: Clock;
  readonly escapeWait?: EscapeWait;
  /** What the state makes of a text that the field reports; by default, it takes the text. */
  readonly accept?: (next: string, before: string) => string;
  /** The state gets a text some turns after the field has reported it. */
  readonly isLate?: boolean;
  /** False: the fields have the focus, but are never on the screen. */
  readonly isDrawn?: boolean;
}

const STATUSES = ['any', 'InProgress', 'Failed', 'Completed'].map(value => ({label: value, value}));
const FIELD_COMMANDS = ['enter', 'esc', 'tab', 'up', 'ctrl-c'];

const nextState = (state: RigState, stroke: Stroke): RigState => {
  const name = stroke.kind === 'key' ? stroke.name : stroke.kind === 'paste' ? `paste:${stroke.text}` : 'focus';
  const commands = [...state.commands, name === 'enter' && state.focus === 'search' ? `search:${state.search}` : name];
  const next = {...state, commands};
  if (name === '/' && state.focus === 'list') return {...next, focus: 'search', search: ''};
  if (name === 'F' && state.focus === 'list') return {...next, focus: 'status'};
  if (name === 'tab') return {...next, focus: state.focus === 'search' ? 'status' : 'search'};
  if (name === 'up' && state.focus === 'search') return {...next, search: 'recalled'};
  return name === 'enter' || name === 'esc' ? {...next, focus: 'list'} : next;
};

const createRigStore = (options: RigOptions) => {
  let state: RigState = {focus: 'list', search: '', status: 'any', commands: [], ...options.state};
  const values: string[] = [];
  const listeners = new Set<() => void>();
  const set = (next: RigState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    set: (part: Partial<RigState>) => set({...state, ...part}),
    dispatch: (stroke: Stroke) => set(nextState(state, stroke)),
    search: (next: string) => {
      values.push(next);
      const learn = () => set({...state, search: (options.accept ?? (text => text))(next, state.search)});
      if (options.isLate) void turns(3).then(learn);
      else learn();
    },
    values,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

type RigStore = ReturnType<typeof createRigStore>;

const fieldOf = ({focus, search, status}: RigState): FocusedField | undefined =>
  focus === 'list'
    ? undefined
    : {
        id: focus,
        kind: focus === 'search' ? 'text' : 'select',
        value: focus === 'search' ? search : status,
        isCommand: name => FIELD_COMMANDS.includes(name) && !(focus === 'status' && name === 'up'),
      };

const Rig = ({store, feed, options}: {store: RigStore; feed: InputFeed; options: RigOptions}) => {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const isDrawn = options.isDrawn ?? true;
  return (
    <Box flexDirection="column">
      <Text>{state.focus}</Text>
      {isDrawn && state.focus === 'search' ? (
        <TextField id="search" value={state.search} onChange={store.search} feed={feed} width={options.width ?? 40} />
      ) : null}
      {isDrawn && state.focus !== 'list' ? (
        <SelectField
          id="status"
          items={STATUSES}
          value={state.status}
          onChange={status => store.set({status})}
          isFocused={state.focus === 'status'}
          limit={options.limit}
          feed={feed}
        />
      ) : null}
      <Text>end</Text>
    </Box>
  );
};

const alive: {unmount(): void}[] = [];
/** Ends every program that a test has started. */
export const endRigs = (): void => {
  for (const rig of alive.splice(0)) rig.unmount();
};

export const startRig = (options: RigOptions = {}) => {
  const keyboard = createSource();
  const screen = createScreen();
  const store = createRigStore(options);
  const turnsOfDispatch: number[] = [];
  let turn = 0;
  const feed = createInputFeed({
    source: keyboard.source,
    dispatch: stroke => {
      turnsOfDispatch.push(turn);
      store.dispatch(stroke);
    },
    focusedField: () => fieldOf(store.get()),
    isImmediate: name => name === 'ctrl-c' || name === 'ctrl-l',
    clock: options.clock,
    escapeWait: options.escapeWait,
  });
  const count = () => {
    turn++;
    immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);
  const instance = render(<Rig store={store} feed={feed} options={options} />, {
    stdin: feed.stdin,
    stdout: screen.stream,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  alive.push({
    unmount() {
      clearImmediate(immediate);
      instance.unmount();
      feed.stop();
    },
  });
  return {...keyboard, feed, store, screen, state: store.get, turnsOfDispatch, unmount: instance.unmount};
};

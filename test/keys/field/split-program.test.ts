/** What split keys do to the program: the real keymap, update and store behind a key reader on a manual clock. */
import {afterEach, describe, expect, it} from 'vitest';
import {jobsOf, overlayOf} from '../../../src/core/state/select.ts';
import {createInputFeed, type InputFeed} from '../../../src/keys/field/input-feed.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {focusedField} from '../../../src/keys/keymap/focused-field.ts';
import {messageFor} from '../../../src/keys/keymap/stroke-message.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';
import {LINES} from '../input/split-rig.ts';
import {createSource} from './feed-rig.tsx';

const KEYMAP = createDefaultKeymap();
const GAPS = [0, 20, 40, 60, 100, 120, 140] as const;

const feeds: InputFeed[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.stop();
});

const start = async (line: keyof typeof LINES) => {
  const program = createProgram({gateway: createFakeAws(jobsDown(300, 1))});
  await program.say({kind: 'started'});
  const {source, type} = createSource();
  const feed = createInputFeed({
    source,
    clock: program.clock,
    escapeWait: LINES[line],
    focusedField: () => focusedField(KEYMAP, program.state()),
    isImmediate: KEYMAP.isImmediate,
    dispatch: stroke => {
      const message = messageFor(KEYMAP, program.state(), stroke);
      if (message) program.store.dispatch(message);
    },
  });
  feeds.push(feed);
  /** The pieces, each `gap` ms after the one before; then a second without input. */
  const typeApart = async (pieces: readonly string[], gap: number) => {
    for (const piece of pieces) {
      type(piece);
      await program.clock.advance(gap);
    }
    await program.clock.advance(1000);
    return program.state();
  };
  return {program, typeApart};
};

/** What a key could have done by mistake. */
const traces = async (line: keyof typeof LINES, pieces: readonly string[], gap: number) => {
  const {program, typeApart} = await start(line);
  while (jobsOf(program.state()).query.status !== 'Completed') await program.say({kind: 'status-cycled'});
  await program.say({kind: 'moved', motion: {kind: 'rows', by: 3}});
  const before = program.state();
  const state = await typeApart(pieces, gap);
  const {overlays, notice, isPaused} = state;
  const {query, sort, selected} = jobsOf(state);
  expect(program.exits()).toBe(0);
  return {
    hasFilter: query.status === jobsOf(before).query.status,
    hasMoved: selected !== jobsOf(before).selected,
    opened: overlays.map(({kind}) => kind),
    sort,
    isRefused: notice?.isRefusal ?? false,
    isPaused: isPaused,
  };
};

const UNTOUCHED = {hasFilter: true, hasMoved: false, opened: [], sort: undefined, isRefused: false, isPaused: false};
/** What esc does to the list, and nothing else. */
const PEELED = {
  hasFilter: false,
  hasMoved: expect.any(Boolean),
  opened: [],
  sort: undefined,
  isRefused: false,
  isPaused: false,
};

describe.each(GAPS)('%d ms between ESC and the rest', gap => {
  it.each([
    ['an arrow', '[A', true],
    ['end', '[F', true],
    ['end of the keypad', 'OF', true],
    ['f4', 'OS', false],
    ['f4 of the keypad', '[S', false],
    ['the keypad’s 1', 'Oq', false],
    ['device attributes', '[?62;22c', false],
    ['a colour', ']11;rgb:1e1e/1e1e/2e2e\x1b\\', false],
    ['a version', 'P>|Quick terminal?\x1b\\', false],
  ] as const)('%s over ssh is itself, and locally no more than an esc', async (_, rest, moves) => {
    expect(await traces('ssh', ['\x1b', rest], gap)).toEqual({...UNTOUCHED, hasMoved: moves});
    const expected = gap < LINES.local.first ? {...UNTOUCHED, hasMoved: moves} : PEELED;
    expect(await traces('local', ['\x1b', rest], gap)).toEqual(expected);
  });

  it.each(['local', 'ssh'] as const)('a paste does nothing to the list, %s', async line => {
    const expected = gap < LINES[line].first ? UNTOUCHED : PEELED;
    expect(await traces(line, ['\x1b', '[200~q?F/p\x1b', '[201~'], gap)).toEqual(expected);
  });

  it('the focus is heard of', async () => {
    for (const line of ['local', 'ssh'] as const) {
      const {typeApart} = await start(line);
      expect((await typeApart(['\x1b', '[O'], gap)).hasFocus).toBe(false);
      expect((await typeApart(['\x1b[', 'I'], gap)).hasFocus).toBe(true);
    }
  });
});

describe('esc, and then a command', () => {
  it.each([
    ['/', 'search'],
    ['F', 'filters'],
    ['?', 'help'],
  ])('%s: both are done, together or apart', async (key, kind) => {
    for (const line of ['local', 'ssh'] as const) {
      for (const gap of [0, 30, 100, 300]) {
        const {program, typeApart} = await start(line);
        await program.say({kind: 'status-cycled'});
        const state = await typeApart(['\x1b', key], gap);
        expect([jobsOf(state).query.status, overlayOf(state)?.kind]).toEqual([undefined, kind]);
      }
    }
  });
});

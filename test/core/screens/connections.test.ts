/** The connections screen in words: the state of each, what is wrong in full, and what the keys do there. */
import {describe, expect, it} from 'vitest';
import {targetKey} from '../../../src/core/domain/target.ts';
import {connectionLines} from '../../../src/core/screens/connections/connection.ts';
import {
  connectionHeading,
  connectionRows,
  connectionsRemark,
  connectionText,
} from '../../../src/core/screens/connections/connections.ts';
import {belowConnections, troubleLines} from '../../../src/core/screens/connections/trouble.ts';
import {rowWindow, selectedRow} from '../../../src/core/screens/rows.ts';
import {layout, openOverlay, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {footerHints} from '../../../src/keys/keymap/footer-hints.ts';
import {messageFor} from '../../../src/keys/keymap/stroke-message.ts';
import {aws, startAccounts} from '../../support/accounts.ts';
import {idOf, TARGETS, troubledGateway} from '../../support/connection-states.ts';
import {createProgram, type Program} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();
const press = (state: State, name: string) => messageFor(KEYMAP, state, {kind: 'key', name, raw: name});

/** The screen with the first connections, some seconds after the start. */
const open = async (count: number, columns = 120, rows = 36): Promise<Program> => {
  const program = createProgram({gateway: troubledGateway, targets: TARGETS.slice(0, count), size: {columns, rows}});
  await program.say({kind: 'started'});
  await program.clock.advance(4_000);
  await program.say({kind: 'connections-opened'});
  return program;
};

const rowsOf = (program: Program) => connectionRows(program.state());
const statesOf = (program: Program) => Object.fromEntries(rowsOf(program).map(({name, state}) => [name, state]));
const connectionOf = (state: State) => {
  const overlay = openOverlay(state, 'connection');
  if (!overlay) throw new Error('no connection is open');
  return overlay;
};

describe('the state of a connection', () => {
  it('is said in words, in the order of the connections', async () => {
    const program = await open(10);
    expect(rowsOf(program).map(({state}) => state)).toEqual([
      'connected',
      'sign-in expired',
      'access denied',
      'no answer for 4s',
      'no usable credentials',
      'network error',
      'connected',
      'throttled',
      'connected',
      'no answer for 4s',
    ]);
    expect(connectionsRemark(program.state())).toBe('10 connections, 7 failing');
    expect(rowsOf(program).map(({isTroubled}) => isTroubled)).toEqual(
      rowsOf(program).map(({state}) => state !== 'connected'),
    );
  });

  it('is that of the connection if it is the only one, too', async () => {
    const {state} = createProgram({gateway: troubledGateway, targets: TARGETS.slice(1, 2)});
    expect(connectionRows(state())[0]?.state).toBe('connecting …');
    const program = createProgram({gateway: troubledGateway, targets: TARGETS.slice(1, 2)});
    await program.say({kind: 'started'}, {kind: 'connections-opened'});
    expect(statesOf(program)).toEqual({'prod/us-east-1': 'sign-in expired'});
    expect(troubleLines(program.state(), idOf(1)).join(' ')).toContain('The SSO session of profile prod has expired.');
  });

  it('goes on counting the seconds over the setup screen', async () => {
    const program = createProgram({gateway: troubledGateway, targets: TARGETS.slice(9, 10)});
    await program.say({kind: 'started'}, {kind: 'connections-opened'});
    await program.clock.advance(4_000);
    expect(rowsOf(program)[0]?.state).toBe('no answer for 4s');
    await program.clock.advance(3_000);
    expect(rowsOf(program)[0]?.state).toBe('no answer for 7s');
  });
});

describe('the columns', () => {
  it('say what has been loaded, what runs, when AWS answered and when it is asked again', async () => {
    const [dev, , , , , unreachable] = rowsOf(await open(6));
    expect(dev).toMatchObject({account: '111111111111', jobs: '100+', running: '1'});
    expect(dev?.answered).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(dev?.retry).toBe('');
    expect(unreachable?.retry).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(unreachable).toMatchObject({jobs: '', answered: ''});
  });

  it.each([
    [120, ['ACCOUNT', 'JOBS', 'RUNNING', 'ANSWERED', 'NEXT TRY']],
    [80, ['JOBS', 'ANSWERED', 'NEXT TRY']],
    [60, ['JOBS']],
    [40, []],
  ])('at %d: as many as fit beside the names', async (columns, titles) => {
    const program = await open(3, columns);
    const [state, rows] = [program.state(), rowsOf(program)];
    const heading = connectionHeading(state);
    expect(heading.split(/ {2,}/).filter(Boolean)).toEqual(['CONNECTION', 'STATE', ...titles]);
    for (const row of rows) {
      const {first, rest} = connectionText(state, row);
      expect((first + rest).length).toBe(columns - 2);
      expect(first).toContain(row.name);
      expect(first).toContain(row.state);
      const at = heading.indexOf('JOBS');
      if (at >= 0) expect((first + rest).slice(0, at + 4).endsWith(row.jobs)).toBe(true);
    }
  });
});

describe('what is wrong', () => {
  it('is below the rows in full if there is room, for whichever row is selected', async () => {
    const program = await open(3, 80, 24);
    const state = program.state();
    const text = (place: number) => troubleLines(state, idOf(place)).join(' ');
    expect(text(0)).toBe('');
    expect(text(1)).toBe(
      'The list of jobs could not be read. The SSO session of profile prod has expired. Run `aws sso login --profile prod`, then retry.',
    );
    expect(text(2)).toMatch(/^The list of jobs could not be read\. User: .*, or choose another profile\.$/);
    // The longest one: its lines and a rule.
    expect(belowConnections(state)).toBe(troubleLines(state, idOf(2)).length + 1);
    expect(rowWindow(state, rowsOf(program), {top: 0}).height).toBeGreaterThanOrEqual(3);
  });

  it('has all the room that the rows leave', async () => {
    const program = createProgram({
      gateway: troubledGateway,
      targets: TARGETS.slice(2, 3),
      size: {columns: 60, rows: 15},
    });
    const state = await program.say({kind: 'started'});
    expect(troubleLines(state, idOf(2)).join(' ')).toMatch(/^The list of jobs could not be read\. .* profile\.$/);
  });

  it('leaves out that it was the list, and what does not fit, but never the rows', async () => {
    const program = await open(20, 40, 10);
    const state = program.state();
    expect(troubleLines(state, idOf(1))).toEqual(['The SSO session of profile prod has …']);
    expect(rowWindow(state, rowsOf(program), {top: 0}).height).toBe(3);
  });

  it('takes no room while nothing is wrong', async () => {
    expect(belowConnections((await open(1)).state())).toBe(0);
  });

  it('is on a screen of its own with all columns, and scrolls in the smallest window', async () => {
    const program = await open(6, 40, 10);
    const state = await program.say({kind: 'connection-opened', target: idOf(5)});
    const lines = connectionLines(state, connectionOf(state));
    expect(lines.every(line => line.length <= 38)).toBe(true);
    const text = lines.join('\n');
    expect(text).toMatch(/^State {8}network error\nNext try {5}\d\d:\d\d:\d\d\n\nThe list of jobs/);
    expect(lines.join(' ')).toContain('could not be reached (ENOTFOUND)');
    const scrolled = await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(connectionOf(scrolled).scroll).toBe(lines.length - layout(state).bodyRows);
    const other = await program.say({kind: 'stepped-back'}, {kind: 'connection-opened', target: idOf(0)});
    expect(connectionLines(other, connectionOf(other)).join('\n')).toMatch(
      /^State +connected\nAccount +1{12}\nLoaded +100 jobs, more on AWS\nRunning +1\nLast answer +\d/,
    );
  });
});

describe('the keys', () => {
  it('retry, sign in and open the selected connection, and no other', async () => {
    const program = await open(3);
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    const state = program.state();
    expect(selectedRow(state)?.key).toBe(idOf(1));
    expect(press(state, 'r')).toEqual({kind: 'connection-retried', target: idOf(1)});
    expect(press(state, 'l')).toEqual({kind: 'sign-in-asked', target: idOf(1)});
    expect(press(state, 'enter')).toEqual({kind: 'connection-opened', target: idOf(1)});
    const opened = await program.say({kind: 'connection-opened', target: idOf(1)});
    expect(press(opened, 'r')).toEqual({kind: 'connection-retried', target: idOf(1)});
    expect(press(opened, 'l')).toEqual({kind: 'sign-in-asked', target: idOf(1)});
    expect(overlayOf(await program.say({kind: 'stepped-back'}))?.kind).toBe('connections');
  });

  it('s opens it once, from the list and from the setup screen', async () => {
    const program = await open(1);
    const again = await program.say({kind: 'connections-opened'});
    expect(again.overlays).toHaveLength(1);
    expect(press(again, 's')).toEqual({kind: 'stepped-back'});
    const setup = createProgram({gateway: troubledGateway, targets: TARGETS.slice(1, 2)});
    await setup.say({kind: 'started'});
    expect(press(setup.state(), 's')).toEqual({kind: 'connections-opened'});
    expect(press(setup.state(), 'l')).toEqual({kind: 'sign-in-asked', target: undefined});
  });

  it('no sign-in is offered for the demo', async () => {
    const {program} = await startAccounts({targets: [{kind: 'demo'}]});
    const state = await program.say({kind: 'connections-opened'});
    expect(commandOf('sign-in').refusal?.(state)).toBe('the demo needs no sign-in');
    expect(footerHints(KEYMAP, state, 120).map(({text}) => text)).not.toContain('sign in');
    expect(press(state, 'l')).toEqual({kind: 'refused', reason: 'the demo needs no sign-in'});
  });

  it('esc of the confirmation cancels', async () => {
    const program = await open(3);
    const login = {kind: 'login', command: ['aws', 'sso', 'login']} as const;
    const state = await program.say({kind: 'login-found', target: TARGETS[1] ?? aws(), login});
    expect(footerHints(KEYMAP, state, 80).map(({text}) => text)).toEqual(['run', 'cancel']);
    expect(press(state, 'enter')).toEqual({kind: 'sign-in-confirmed'});
  });
});

it('a connection that is left takes its screen with it', async () => {
  const program = await open(3);
  await program.say({kind: 'connection-opened', target: idOf(2)});
  const {update} = await import('../../../src/core/app/update.ts');
  const {targetsChosen} = await import('../../../src/core/app/targets.ts');
  const [left] = targetsChosen(program.state(), TARGETS.slice(0, 2), program.clock.now());
  expect(left.overlays.map(({kind}) => kind)).toEqual(['connections']);
  const [kept] = targetsChosen(program.state(), TARGETS.slice(2, 3), program.clock.now());
  expect(kept.overlays.map(({kind}) => kind)).toEqual(['connections', 'connection']);
  expect(update(left, {kind: 'connection-opened', target: targetKey(TARGETS[2] ?? aws())}, 0)[0].overlays).toHaveLength(
    1,
  );
});

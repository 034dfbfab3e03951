/** The keys of the screen of reasons: from the stroke to the message. */
import {expect, it} from 'vitest';
import type {Message} from '../../../src/core/state/message.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {messageFor} from '../../../src/keys/keymap/stroke-message.ts';
import {world} from '../../support/golden-screens.ts';
import {createProgram} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();

const stateAfter = async (...messages: readonly Message[]) => {
  const program = createProgram({gateway: world()});
  await program.say({kind: 'started'});
  for (const message of messages) await program.say(message);
  for (let i = 0; i < 5; i++) await program.clock.settle();
  return program.state();
};

const press = (state: Awaited<ReturnType<typeof stateAfter>>, name: string) =>
  messageFor(KEYMAP, state, {kind: 'key', name, raw: name});

it('4 opens the reasons from the list, the detail, the events and the help', async () => {
  const ways: readonly (readonly Message[])[] = [
    [],
    [{kind: 'detail-opened'}],
    [{kind: 'events-opened'}],
    [{kind: 'help-opened'}],
  ];
  for (const way of ways) expect(press(await stateAfter(...way), '4')).toEqual({kind: 'reasons-opened'});
});

it('in the reasons: enter, the brackets, and both ways out', async () => {
  const state = await stateAfter({kind: 'reasons-opened'});
  expect(press(state, 'enter')).toMatchObject({kind: 'reason-opened', reason: expect.stringContaining('architecture')});
  expect(press(state, '[')).toEqual({kind: 'period-changed', by: -1});
  expect(press(state, ']')).toEqual({kind: 'period-changed', by: 1});
  for (const key of ['esc', 'q']) expect(press(state, key)).toEqual({kind: 'stepped-back'});
});

it('a period that is the shortest or the longest says so', async () => {
  const shortest = await stateAfter({kind: 'reasons-opened'}, {kind: 'period-changed', by: -1});
  expect(press(shortest, '[')).toEqual({kind: 'refused', reason: 'this is the shortest period'});
  const longest = await stateAfter({kind: 'reasons-opened'}, {kind: 'period-changed', by: 1});
  expect(press(longest, ']')).toEqual({kind: 'refused', reason: 'this is the longest period'});
});

it('in the jobs of a reason: enter opens the detail', async () => {
  const reasons = await stateAfter({kind: 'reasons-opened'});
  const reason = reasons.reading?.reasons[0] ?? '';
  const state = await stateAfter({kind: 'reasons-opened'}, {kind: 'reason-opened', reason});
  expect(press(state, 'enter')).toEqual({kind: 'detail-opened'});
});

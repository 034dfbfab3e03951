/** The connections screen with every kind of trouble, one connection in full, and what is asked before signing in, as whole screens. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {idOf, TARGETS, troubledGateway} from '../support/connection-states.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';

const DOWN: Message = {kind: 'moved', motion: {kind: 'rows', by: 1}};
const OPEN: Message = {kind: 'connections-opened'};
const LOGIN = {kind: 'login', command: ['aws', 'sso', 'login', '--profile', 'prod']} as const;

const show = async (
  count: number,
  size: (typeof SIZES)[number],
  messages: readonly Message[],
  more: Partial<Parameters<typeof draw>[0]> = {},
) => {
  const drawn = draw({gateway: troubledGateway, targets: TARGETS.slice(0, count), size, login: LOGIN, ...more});
  await drawn.say({kind: 'started'});
  await drawn.clock.advance(4_000);
  for (const message of messages) await drawn.say(message);
  return drawn;
};

interface Moment {
  readonly count: number;
  readonly messages: readonly Message[];
}

const MOMENTS: Readonly<Record<string, Moment>> = {
  'connections-screen-1': {count: 1, messages: [OPEN]},
  'connections-screen-3': {count: 3, messages: [OPEN, DOWN]},
  'connections-screen-troubled': {count: 20, messages: [OPEN, DOWN, DOWN]},
  connection: {
    count: 3,
    messages: [OPEN, {kind: 'connection-opened', target: idOf(2)}],
  },
  'sign-in': {
    count: 3,
    messages: [OPEN, DOWN, {kind: 'sign-in-asked', target: idOf(1)}],
  },
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, {count, messages}) => {
    const drawn = await show(count, size, messages);
    const lines = drawn.frame().split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(drawn.frame()).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});

describe('trouble', () => {
  const size = {columns: 80, rows: 24} as const;

  it('is in words, so that nothing is lost without colours', async () => {
    const inColor = await show(3, size, [OPEN]);
    const plain = await show(3, size, [OPEN], {hasColor: false});
    expect(plain.frame()).toBe(inColor.frame());
    expect(plain.frame()).toMatch(/prod\/eu-central-1 +access denied/);
  });

  it('is said in sentences to a screen reader', async () => {
    const {frame} = await show(3, size, [OPEN, DOWN], {isScreenReader: true});
    expect(frame()).toContain('3 connections, 2 failing');
    expect(frame()).toContain('The SSO session of profile prod has expired.');
  });
});

it('the setup screen says why nobody can sign in', async () => {
  const login = {kind: 'none', reason: 'profile test has no settings for IAM Identity Center'} as const;
  const drawn = draw({gateway: troubledGateway, targets: TARGETS.slice(4, 5), size: {columns: 80, rows: 24}, login});
  await drawn.say({kind: 'started'});
  await drawn.say({kind: 'sign-in-asked', target: undefined});
  expect(drawn.frame()).toContain('── profile test has no settings for IAM Identity Center ─');
});

it('without an `aws`, the command is on the screen in full', async () => {
  const target = idOf(1);
  const drawn = await show(
    3,
    {columns: 40, rows: 10},
    [OPEN, {kind: 'sign-in-asked', target}, {kind: 'sign-in-confirmed'}],
    {
      signInOutcome: {kind: 'missing'},
    },
  );
  const text = drawn.frame().replace(/\s+/g, ' ');
  expect(text).toContain('`aws` was not found on the PATH');
  await drawn.say({kind: 'moved', motion: {kind: 'last'}});
  expect(drawn.frame()).toMatch(/^ aws sso login --profile prod$/m);
});

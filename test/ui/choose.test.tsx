/** Choosing profiles and regions as whole screens: signs for what is marked and in use, and names of any length. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {draw} from '../support/frame.tsx';
import {goTo, SIZES, world} from '../support/golden-screens.ts';

const PROFILES = [
  'default',
  'dev',
  'prod',
  'a-profile-whose-name-was-made-by-a-tool-from-the-account-the-role-and-the-region/AdministratorAccess',
  ...Array.from({length: 40}, (_, i) => `team-${i + 1}`),
];

const MARK: Message = {kind: 'choice-marked'};

const MOMENTS: Readonly<Record<string, readonly Message[]>> = {
  'choose-profiles': [
    {kind: 'choose-opened', of: 'profiles'},
    MARK,
    {kind: 'moved', motion: {kind: 'rows', by: 1}},
    MARK,
  ],
  'choose-regions': [
    {kind: 'choose-opened', of: 'regions'},
    {kind: 'choice-edited', text: 'us'},
  ],
  'choose-typed': [{kind: 'choose-opened', of: 'regions'}, MARK, {kind: 'choice-edited', text: 'ap-south-2'}],
  'choose-nothing': [
    {kind: 'choose-opened', of: 'profiles'},
    {kind: 'choice-edited', text: 'nobody'},
  ],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, messages) => {
    const drawn = draw({gateway: world(), size, profiles: PROFILES});
    await goTo(drawn, messages);
    const frame = drawn.frame();
    const lines = frame.split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(frame).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});

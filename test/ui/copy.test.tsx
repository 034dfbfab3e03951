/** The copy menu, and what was copied, as whole screens. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {draw} from '../support/frame.tsx';
import {goTo, SCREENS, SIZES, world} from '../support/golden-screens.ts';

const DETAIL: readonly Message[] = SCREENS.detail ?? [];

const MOMENTS: Readonly<Record<string, readonly Message[]>> = {
  'copy-menu': [...DETAIL, {kind: 'copy-opened'}],
  'copy-menu-end': [...DETAIL, {kind: 'copy-opened'}, {kind: 'moved', motion: {kind: 'last'}}],
  copied: [...DETAIL, {kind: 'copy-opened'}, {kind: 'copy-asked', copy: 'why'}],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, messages) => {
    const drawn = draw({gateway: world(), size});
    await goTo(drawn, messages);
    const lines = drawn.frame().split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(drawn.frame()).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });

  it('the ARN is shown whole if there is room, and otherwise its length', async () => {
    const drawn = draw({gateway: world(), size, copyOutcome: {kind: 'copied', by: 'tmux'}});
    await goTo(drawn, []);
    await drawn.say({kind: 'copy-asked', copy: 'arn'});
    const rule = drawn.frame().split('\n')[2] ?? '';
    const whole = /^── copied: arn:aws:bedrock:us-east-1:111122223333:model-import-job\/\d{12}( ─*)?$/;
    expect(rule).toMatch(size.columns >= 80 ? whole : /^── copied: job ARN \(68 characters\) ─+$/);
  });
});

it('a screen reader gets every row with its key', async () => {
  const drawn = draw({gateway: world(), size: {columns: 120, rows: 36}, isScreenReader: true});
  await goTo(drawn, [{kind: 'copy-opened'}]);
  expect(drawn.frame()).toMatch(/a +job ARN +arn:aws:bedrock/);
  expect(drawn.frame()).toMatch(/x +CSV export +bedrock-imports-tui list/);
});

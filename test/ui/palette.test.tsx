/** The palette and finding in JSON as whole screens. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {draw} from '../support/frame.tsx';
import {goTo, SIZES, world} from '../support/golden-screens.ts';

const MOMENTS: Readonly<Record<string, readonly Message[]>> = {
  palette: [{kind: 'palette-opened'}],
  'palette-sort': [{kind: 'palette-opened'}, {kind: 'palette-edited', text: 'sort'}],
  find: [{kind: 'raw-toggled'}, {kind: 'find-opened'}, {kind: 'find-edited', text: 'bedrock'}],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, messages) => {
    const drawn = draw({gateway: world(), size});
    await goTo(drawn, messages);
    const frame = drawn.frame();
    const lines = frame.split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(frame).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});

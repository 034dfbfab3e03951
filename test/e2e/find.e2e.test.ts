/** Finding in JSON and the palette in a terminal, without colour. */
import {afterEach, expect, it} from 'vitest';
import {browse} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';

afterEach(disposeAll);

it('what is found is underlined, the present one inverse, and n goes on', async () => {
  const {tui} = await browse({env: {NO_COLOR: '1'}});
  tui.press('J', '/', 'a', 'r', 'n');
  await tui.waitFor(/match 1 of \d/);
  const inverse = () =>
    Array.from({length: 36}, (_, y) =>
      tui
        .cells(y)
        .filter(({isInverse}) => isInverse)
        .map(({text}) => text)
        .join(''),
    );
  expect(inverse().slice(0, 35).join('').toLowerCase()).toBe('arn');
  expect(tui.raw()).toContain('\x1b[4m');
  tui.press('enter', 'n');
  await tui.waitFor(/match 2 of \d/);
  tui.press('escape', 'escape');
  await tui.waitFor(/\d jobs? · /);
});

it('a command is found by its name in the palette, and run', async () => {
  const {tui} = await browse();
  tui.press(':');
  await tui.waitFor('Commands');
  tui.write('oldest');
  await tui.waitFor(/> o +order on AWS/);
  tui.press('enter');
  await tui.waitFor('oldest first');
});

/** Scrolling an overlay: by rows and pages, up to the last line, and in a window whose size changes. */
import {describe, expect, it} from 'vitest';
import {maxScroll} from '../../../src/core/screens/scroll.ts';
import {helpPage} from '../../../src/core/screens/shared/help.ts';
import type {Message, Motion} from '../../../src/core/state/message.ts';
import {jobsOf, layout, overlayOf} from '../../../src/core/state/select.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const SMALL = {columns: 44, rows: 10};

const open = async (...messages: readonly Message[]) => {
  const aws = createFakeAws(jobsDown(300, 1));
  const program = createProgram({gateway: aws, size: SMALL});
  await program.say({kind: 'started'});
  for (let i = 0; i < 5; i++) {
    aws.failures.push(oops({why: `because of this and of that, for the time ${i}`}));
    await program.say({kind: 'refresh-asked'});
  }
  await program.say(...messages);
  await program.clock.advance(1000);
  const scroll = () => {
    const overlay = overlayOf(program.state());
    return overlay && 'scroll' in overlay ? overlay.scroll : undefined;
  };
  const move = async (...motions: readonly Motion[]) => {
    for (const motion of motions) await program.say({kind: 'moved', motion});
    return scroll();
  };
  return {...program, scroll, move, max: () => maxScroll(program.state())};
};

const OVERLAYS = {
  help: [{kind: 'help-opened'}],
  detail: [{kind: 'detail-opened'}],
  errors: [{kind: 'errors-opened'}],
} as const satisfies Record<string, readonly Message[]>;

const DOWN = {kind: 'rows', by: 1} as const;
const UP = {kind: 'rows', by: -1} as const;
const LAST = {kind: 'last'} as const;
const FIRST = {kind: 'first'} as const;

describe.each(Object.entries(OVERLAYS))('the %s', (_, messages) => {
  it('scrolls to its last line and no further, and leaves the list where it was', async () => {
    const {state, move, max} = await open(...messages);
    const {selected, top} = jobsOf(state());
    expect(max()).toBeGreaterThan(1);
    expect(await move(LAST)).toBe(max());
    expect(await move(DOWN)).toBe(max());
    expect(await move(UP)).toBe((max() ?? 0) - 1);
    expect(await move(FIRST, UP)).toBe(0);
    expect(jobsOf(state())).toMatchObject({selected, top});
  });

  it('goes on from the last line that a larger window leaves', async () => {
    const {say, move, max} = await open(...messages);
    await move(LAST);
    await say({kind: 'resized', columns: SMALL.columns, rows: SMALL.rows + 1});
    expect(await move(UP)).toBe(max());
  });

  it('does not scroll if everything fits', async () => {
    const {say, move, max} = await open(...messages);
    await say({kind: 'resized', columns: 120, rows: 140});
    expect(max()).toBe(0);
    expect(await move(LAST)).toBe(0);
  });
});

it('pages and half pages go by the height of the body', async () => {
  const {state, move} = await open(...OVERLAYS.help);
  const {bodyRows} = layout(state());
  expect(bodyRows).toBe(6);
  expect(await move({kind: 'pages', by: 1})).toBe(5);
  expect(await move({kind: 'half-pages', by: 1})).toBe(8);
  expect(await move({kind: 'half-pages', by: -1}, {kind: 'pages', by: -1})).toBe(0);
});

it('the filtered help has fewer lines to scroll', async () => {
  const {state, say, max} = await open(...OVERLAYS.help);
  const all = max();
  await say({kind: 'help-filter-opened'}, {kind: 'help-filtered', text: 'page'}, {kind: 'help-filter-kept'});
  const {rows} = helpPage(state(), 'page');
  expect(max()).toBe(Math.max(0, rows.length - 6));
  expect(max()).toBeLessThan(all ?? 0);
});

it('the raw answer has its own lines', async () => {
  const {say, max, move} = await open({kind: 'resized', ...SMALL, columns: 40}, ...OVERLAYS.detail);
  const fields = max();
  await say({kind: 'raw-toggled'});
  expect(max()).not.toBe(fields);
  expect(await move(LAST)).toBe(max());
});

it.each<Message>([{kind: 'search-opened'}, {kind: 'filters-opened'}])('nothing scrolls after $kind', async message => {
  expect((await open(message)).max()).toBeUndefined();
});

it('nothing scrolls over the list, whose selection moves instead', async () => {
  const {state, max, move} = await open();
  const {selected} = jobsOf(state());
  expect(max()).toBeUndefined();
  expect(await move(DOWN)).toBeUndefined();
  expect(jobsOf(state()).selected).not.toBe(selected);
});

/** AWS lets one request a second through, and there are five thousand jobs. */
import {afterEach, expect, it} from 'vitest';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';

afterEach(disposeAll);

it('browsing stays smooth, every page arrives once, and the screen says that AWS throttles it', async () => {
  const {tui, simulator, lists} = await browse({
    world: {jobs: 5000, seed: 7, faults: ['rate=1:op=List']},
    args: ['--page-size', '1000'],
    until: '1,000 jobs',
  });
  const names = [...simulator.world.jobs].reverse().map(({name}) => name);
  tui.press('L');
  await tui.waitFor(/loading all: [\d,]+ so far · throttled by AWS/, 20_000);
  // While the pages come as slowly as AWS lets them, every key is answered at once.
  const waits: number[] = [];
  for (let i = 1; i <= 200; i++) {
    const pressed = performance.now();
    tui.press('down');
    await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[i]} `) ?? false);
    waits.push(performance.now() - pressed);
  }
  expect(waits.sort((a, b) => a - b)[100]).toBeLessThan(100);
  await tui.waitFor('5,000 jobs · end of list', 60_000);
  expect(tui.screen()).not.toContain('slows');
  expect(selectedRow(tui)).toContain(` ${names[200]} `);
  const answered = simulator.requests.filter(
    ({operation, status}) => operation === 'ListModelImportJobs' && status === 200,
  );
  const pages = answered.map(({query}) => query.nextToken);
  expect(pages).toHaveLength(5);
  expect(new Set(pages).size).toBe(5);
  // It never asked much faster than it was told: at most three times for each page.
  expect(lists().length).toBeGreaterThan(5);
  expect(lists().length).toBeLessThanOrEqual(20);
}, 90_000);

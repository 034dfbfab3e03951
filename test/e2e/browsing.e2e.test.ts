/** A person browses 10,000 jobs: what is asked, what is seen. */
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';

afterEach(disposeAll);

const MANY = {jobs: 10_000, seed: 7};

describe('ten thousand jobs', () => {
  it('the first screen costs one or two list requests', async () => {
    const {tui, lists} = await browse({world: MANY});
    await tui.waitFor('100 jobs · more on AWS');
    expect(lists().length).toBeLessThanOrEqual(2);
    expect(lists()[0]).toEqual({maxResults: '100', sortBy: 'CreationTime', sortOrder: 'Descending'});
  });

  it('holding down to job 1,000 loads pages as they come near, each once', async () => {
    const {tui, lists, simulator} = await browse({world: MANY});
    const names = [...simulator.world.jobs].reverse().map(job => job.name);
    for (let i = 1; i < 1000; i++) {
      tui.press('down');
      await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[i]} `) ?? false);
    }
    await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[999]} `) ?? false);
    await tui.waitFor(/1,[01]00 jobs · more on AWS/);
    const pages = lists();
    expect(pages.length).toBeGreaterThanOrEqual(10);
    expect(pages.length).toBeLessThanOrEqual(12);
    expect(new Set(pages.map(page => page.nextToken)).size).toBe(pages.length);
  }, 60_000);

  it('L loads the rest with a count, and a step back stops it', async () => {
    const {tui, lists} = await browse({world: MANY});
    tui.press('L');
    await tui.waitFor(/loading all: [\d,]+ so far/);
    tui.press('escape');
    await tui.waitFor(/[\d,]+ jobs · more on AWS/);
    const stopped = lists().length;
    expect(stopped).toBeLessThan(100);
    tui.press('L');
    await tui.waitFor('10,000 jobs · end of list', 60_000);
    expect(lists().length).toBeLessThanOrEqual(102);
  }, 90_000);

  it('G never calls the last loaded job the end', async () => {
    const {tui} = await browse({world: MANY});
    for (const count of ['200', '300', '400']) {
      tui.press('G');
      await tui.waitFor(`${count} jobs · more on AWS`);
      expect(tui.screen()).not.toContain('end of list');
    }
  });
});

describe('watching', () => {
  it('a job that ends changes its row without a key; the selection stays on its job', async () => {
    const {tui, simulator} = await browse({
      world: {running: 1, runningEndsIn: Number.POSITIVE_INFINITY},
      args: ['--refresh', '1'],
    });
    await tui.waitFor(/> InProgress/);
    tui.press('down', 'down');
    // Two rows below the first job: each key may be a frame.
    await tui.waitFor(() => tui.row(6).startsWith('>'));
    const selected = selectedRow(tui);
    const first = tui.row(4);
    await tui.waitFor(() => tui.row(4) !== first && tui.row(4).includes('InProgress'));
    const running = simulator.world.jobsByStatus.InProgress[0];
    simulator.world.finish(running?.arn ?? '', 'Failed', 'The weights are gone');
    await tui.waitFor(`✗ ${running?.name} failed after`);
    await tui.waitFor(() => /^ \*Failed/.test(tui.row(4)));
    expect(selectedRow(tui)).toBe(selected);
    await tui.waitFor(/\n {2}Failed/);
    const id = running?.arn.slice(-12) ?? '';
    const gets = simulator.requests.filter(
      ({operation, path}) => operation === 'GetModelImportJob' && path.includes(id),
    );
    // One when it was selected at the start, if the selection rested there, and one when it ended.
    expect(gets.length).toBeGreaterThanOrEqual(1);
    expect(gets.length).toBeLessThanOrEqual(2);
  }, 30_000);

  it('a server that goes away and comes back costs no row and no key', async () => {
    const world = {running: 1, runningEndsIn: Number.POSITIVE_INFINITY, seed: 3};
    const {tui, simulator} = await browse({world, args: ['--refresh', '1']});
    await tui.waitFor('100 jobs');
    const rows = () =>
      tui
        .screen()
        .split('\n')
        .slice(4, 20)
        .map(line => line.slice(0, 50));
    await tui.waitFor(() => /> ?InProgress/.test(rows()[0] ?? ''));
    const before = rows();
    await simulator.close();
    await tui.waitFor(/Not refreshed: .*next try \d\d:\d\d:\d\d/, 20_000);
    expect(rows()).toEqual(before);
    const again = await startSimulator({...world, port: simulator.port});
    onTestFinished(() => again.close());
    await tui.waitFor(({screen}) => !screen().includes('Not refreshed'), 30_000);
    expect(rows().slice(1)).toEqual(before.slice(1));
  }, 60_000);
});

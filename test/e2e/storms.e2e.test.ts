/** More at once than any person does: a thousand keys in one write, and a window that is dragged about while pages load. */
import {afterEach, expect, it} from 'vitest';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll, type PtyProgram} from '../support/pty.ts';

afterEach(disposeAll);

const isWhole = (tui: PtyProgram, rows: number): boolean => {
  const lines = tui.screen().split('\n');
  const headers = lines.filter(line => /^ (Bedrock imports|us-east-1)/.test(line)).length;
  const selected = lines.filter(line => line.startsWith('>')).length;
  return headers === 1 && selected === 1 && /us-east-1/.test(lines[0] ?? '') && /q quit/.test(tui.row(rows - 1));
};

it('a thousand keys in one write end where they should', async () => {
  const {tui, simulator} = await browse({
    world: {jobs: 140, seed: 7},
    until: '140 jobs · end of list',
    args: ['--page-size', '200'],
  });
  const names = [...simulator.world.jobs].reverse().map(({name}) => name);
  tui.write('j'.repeat(1000));
  await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[139]} `) ?? false);
  tui.write(`${'k'.repeat(500)}g${'\x1b[B'.repeat(500)}${'\x1b[A'.repeat(37)}`);
  await tui.waitFor(() => selectedRow(tui)?.includes(` ${names[102]} `) ?? false);
  expect(isWhole(tui, 36)).toBe(true);
});

it('a storm of resizes while pages load leaves one whole screen', async () => {
  const {tui} = await browse({world: {jobs: 2000, seed: 7, faults: ['latency=20']}});
  const selected = selectedRow(tui)?.slice(0, 30);
  tui.press('L');
  for (let i = 0; i < 60; i++) tui.resize(40 + ((i * 37) % 140), 10 + ((i * 13) % 45));
  tui.resize(100, 30);
  await tui.waitFor('2,000 jobs · end of list', 30_000);
  await tui.waitFor(() => isWhole(tui, 30));
  expect(selectedRow(tui)?.slice(0, 30)).toBe(selected);
}, 40_000);

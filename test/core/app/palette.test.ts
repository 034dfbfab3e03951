/** The palette: every command by name, and what choosing one does. */
import {describe, expect, it} from 'vitest';
import {paletteIndex, paletteItems} from '../../../src/core/screens/shared/palette.ts';
import {announcement} from '../../../src/core/screens/shared/rule.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {jobsOf, overlayOf} from '../../../src/core/state/select.ts';
import {type CommandId, commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap, DEFAULT_BINDINGS} from '../../../src/keys/keymap/default-bindings.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const start = async (count = 100) => {
  const program = createProgram({gateway: createFakeAws(jobsDown(count, 1))});
  await program.say({kind: 'started'});
  const names = () => paletteItems(program.state()).map(({id}) => id);
  const open = (text: string): readonly Message[] => [{kind: 'palette-opened'}, {kind: 'palette-edited', text}];
  return {program, names, open};
};

it('lists every command that has a key on the screen under it, with its keys', async () => {
  const {program, names} = await start();
  await program.say({kind: 'palette-opened'});
  const bound = Object.keys(DEFAULT_BINDINGS.list).filter(id => id !== 'palette');
  expect([...names()].sort()).toEqual(bound.sort());
  expect(paletteItems(program.state()).find(({id}) => id === 'refresh')).toMatchObject({
    title: 'refresh now; retry what failed',
    keys: 'r',
    reason: undefined,
  });
  await program.say({kind: 'stepped-back'}, {kind: 'detail-opened'}, {kind: 'palette-opened'});
  expect(names()).toContain('wrap');
  expect(names()).not.toContain('filters');
});

describe('what is typed', () => {
  it.each([
    ['quit', 'quit'],
    ['load', 'load-rest'],
    ['filter form', 'filters'],
    ['REFRESH', 'refresh'],
    ['rfrsh', 'refresh'],
    ['keyboard', 'help'],
    ['oldest', 'order'],
  ])('“%s” finds %s first', async (text, id) => {
    const {program, names, open} = await start();
    await program.say(...open(text));
    expect(names()[0]).toBe(id);
  });

  it('finds every command by its own name', async () => {
    const {program, names, open} = await start();
    for (const id of Object.keys(DEFAULT_BINDINGS.list).filter(name => name !== 'palette')) {
      await program.say(...open(id));
      expect(names()[0]).toBe(id);
      await program.say({kind: 'stepped-back'});
    }
  });

  it('may find nothing', async () => {
    const {program, names, open} = await start();
    await program.say(...open('xyzzy'), {kind: 'palette-chosen'});
    expect(names()).toEqual([]);
    expect(announcement(program.state())?.text).toBe('no command matches');
    expect(overlayOf(program.state())?.kind).toBe('palette');
  });
});

describe('choosing', () => {
  it('does what the key does, on the screen under the palette', async () => {
    const {program, open} = await start();
    await program.say(...open('status: any'), {kind: 'palette-chosen'});
    expect(jobsOf(program.state()).query.status).toBe('InProgress');
    expect(program.state().overlays).toEqual([]);
    await program.say({kind: 'stepped-back'});
    await program.say({kind: 'detail-opened'}, ...open('json'), {kind: 'palette-chosen'});
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', isRaw: true});
  });

  it('says why a command cannot be done, and stays open', async () => {
    const {program, open} = await start(3);
    await program.say(...open('load-rest'));
    expect(paletteItems(program.state())[0]?.reason).toBe('all matching jobs are loaded');
    await program.say({kind: 'palette-chosen'});
    expect(announcement(program.state())?.text).toBe('all matching jobs are loaded');
    expect(overlayOf(program.state())?.kind).toBe('palette');
  });

  it('takes the selected one, which stays within what matches', async () => {
    const {program, names} = await start();
    await program.say({kind: 'palette-opened'}, {kind: 'palette-moved', by: -1});
    expect(paletteIndex(program.state(), paletteItems(program.state()))).toBe(0);
    await program.say({kind: 'palette-moved', by: 1000});
    const {length} = names();
    expect(paletteIndex(program.state(), paletteItems(program.state()))).toBe(length - 1);
    await program.say({kind: 'palette-edited', text: 'sort'}, {kind: 'palette-moved', by: 1});
    const second = names()[1];
    expect(second).toBe('sort-status');
    await program.say({kind: 'palette-chosen'});
    expect(jobsOf(program.state()).sort?.by).toBe('status');
  });

  it('never ends in a fault, whatever the command', async () => {
    const ids = [...createDefaultKeymap().boundIn('list').keys()].filter(id => id !== 'palette' && id !== 'quit');
    for (const id of ids as readonly CommandId[]) {
      const {program, open} = await start();
      await program.say(...open(id), {kind: 'palette-chosen'});
      await program.clock.settle();
      expect(program.faults, commandOf(id).title).toEqual([]);
      program.stop();
    }
  });
});

import {afterEach, describe, expect, it} from 'vitest';
import {endRigs, type RigOptions, startRig, until} from '../../keys/field/feed-rig.tsx';

afterEach(endRigs);

/** The select field's lines once it has the keyboard. */
const opened = async (options: RigOptions = {}) => {
  const rig = startRig(options);
  rig.type('F');
  await until(() => rig.feed.cursor('status') !== undefined);
  const lines = () =>
    rig.screen
      .last()
      .split('\n')
      .slice(1, -1)
      .filter(line => line !== 'end');
  return {rig, lines};
};

describe('a select field', () => {
  it('marks the value with a sign of its own', async () => {
    const {lines} = await opened({state: {status: 'Failed'}});
    expect(lines()).toEqual(['  any', '  InProgress', '• Failed', '  Completed']);
  });

  it('moves with the keys and reports each value', async () => {
    const {rig, lines} = await opened();
    rig.type('jj');
    await until(() => rig.state().status === 'Failed');
    await until(() => lines()[2] === '• Failed');
  });

  it('shows only the line of the value in a low window', async () => {
    const {rig, lines} = await opened({limit: 1, state: {status: 'Failed'}});
    expect(lines()).toEqual(['• Failed']);
    rig.type('j');
    await until(() => lines()[0] === '• Completed');
    expect(rig.state().status).toBe('Completed');
    rig.type('jk');
    await until(() => rig.screen.last().includes('• Completed') && rig.state().status === 'Completed');
  });

  it.each([[undefined], [1]])('follows a value that came from elsewhere (limit %s)', async limit => {
    const {rig, lines} = await opened({limit});
    rig.type('j');
    await until(() => rig.state().status === 'InProgress');
    rig.store.set({status: 'Completed'});
    await until(() => lines().includes('• Completed'));
    rig.type('k');
    await until(() => rig.state().status === 'Failed');
  });

  it('gets nothing without focus', async () => {
    const {rig} = await opened();
    rig.type('\tjj\tj');
    await until(() => rig.state().status === 'InProgress');
    expect(rig.state().search).toBe('jj');
  });
});

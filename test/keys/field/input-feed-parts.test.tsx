/** The parts of the input feed, each by itself. */
import {describe, expect, it} from 'vitest';
import {createAttachedFields} from '../../../src/keys/field/attached-fields.ts';
import {createFeedStdin} from '../../../src/keys/field/feed-stdin.ts';
import {createFieldWriter} from '../../../src/keys/field/field-writer.ts';
import {turns, until} from './feed-rig.tsx';

describe('attached fields', () => {
  it('stay attached if the old input leaves after the new one came', () => {
    const changed: string[] = [];
    const fields = createAttachedFields(id => changed.push(id));
    const leaveOld = fields.attach('name', 'old');
    const leaveNew = fields.attach('name', 'new');
    leaveOld();
    expect(fields.line('name')).toEqual({value: 'new', cursor: 3});
    leaveNew();
    expect(fields.line('name')).toBeUndefined();
    expect(changed).toEqual(['name', 'name', 'name']);
  });

  it('notify only when a cursor has moved or an input has to start again', () => {
    const fields = createAttachedFields(() => {});
    let count = 0;
    const leave = fields.subscribe(() => count++);
    fields.attach('name', 'abc');
    fields.setLine('name', {value: 'abd', cursor: 3});
    expect(count).toBe(1);
    fields.setLine('name', {value: 'abd', cursor: 0});
    expect(count).toBe(2);
    fields.reset('name');
    expect([count, fields.resets('name'), fields.line('name')]).toEqual([3, 1, undefined]);
    leave();
    fields.reset('name');
    expect(count).toBe(3);
  });
});

describe('the stdin that Ink reads', () => {
  it('delivers what is written while somebody listens, and keeps nothing for later', async () => {
    const {stream, write} = createFeedStdin();
    write('lost');
    const heard: unknown[] = [];
    stream.on('readable', () => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) heard.push(chunk);
    });
    write('é');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['é']);
  });
});

describe('an edit of which only a part was written', () => {
  const started = () => {
    const said: string[] = [];
    let owner = 'name';
    const fields = createAttachedFields(() => {});
    fields.attach('name', 'abc');
    const writer = createFieldWriter({
      fields,
      ownerId: () => owner,
      write: piece => said.push(piece),
      onIdle: () => {},
    });
    writer.begin('name', {pieces: ['1', '2', '3'], cursor: 0});
    return {said, fields, writer, lose: () => (owner = 'other')};
  };

  it('ends when another field has the focus, and its input starts again', async () => {
    const {said, fields, writer, lose} = started();
    lose();
    await until(() => !writer.isBusy());
    expect([said, fields.resets('name')]).toEqual([['1'], 1]);
  });

  it('ends when another input has replaced the field’s', async () => {
    const {said, fields, writer} = started();
    writer.replaced('name');
    await turns();
    expect([said, fields.resets('name')]).toEqual([['1'], 0]);
  });

  it('is otherwise finished, one piece per turn', async () => {
    const {said, fields, writer} = started();
    expect(said).toEqual(['1']);
    await until(() => !writer.isBusy());
    expect([said, fields.line('name')]).toEqual([['1', '2', '3'], {value: 'abc', cursor: 0}]);
  });
});

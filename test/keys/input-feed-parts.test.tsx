import {describe, expect, it} from 'vitest';
import {createAttachedFields} from '../../src/keys/attached-fields.ts';
import {createFeedStdin} from '../../src/keys/feed-stdin.ts';
import {createFieldWriter} from '../../src/keys/field-writer.ts';
import {turns, until} from './feed-rig.tsx';

describe('attached fields', () => {
  it('stay attached where the old input leaves after the new one came', () => {
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

  it('tell when a cursor has moved or an input has to start anew, and only then', () => {
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
  it('says what is written while somebody listens, and keeps nothing for later', async () => {
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

describe('an edit of which only a part was said', () => {
  const started = () => {
    const said: string[] = [];
    let owner = 'name';
    const fields = createAttachedFields(() => {});
    fields.attach('name', 'abc');
    const writer = createFieldWriter({
      fields,
      ownerId: () => owner,
      say: piece => said.push(piece),
      onIdle: () => {},
    });
    writer.begin('name', {pieces: ['1', '2', '3'], cursor: 0});
    return {said, fields, writer, lose: () => (owner = 'other')};
  };

  it('is left there when another field is in force, and its input starts anew', async () => {
    const {said, fields, writer, lose} = started();
    lose();
    await until(() => !writer.isBusy());
    expect([said, fields.resets('name')]).toEqual([['1'], 1]);
  });

  it('is left there when another input has come', async () => {
    const {said, fields, writer} = started();
    writer.replaced('name');
    await turns();
    expect([said, fields.resets('name')]).toEqual([['1'], 0]);
  });

  it('is finished otherwise, one piece a turn', async () => {
    const {said, fields, writer} = started();
    expect(said).toEqual(['1']);
    await until(() => !writer.isBusy());
    expect([said, fields.line('name')]).toEqual([['1', '2', '3'], {value: 'abc', cursor: 0}]);
  });
});

/** Which field owns the keyboard, and which keys it leaves to commands. */
import {describe, expect, it} from 'vitest';
import {QUERY_FIELD_IDS} from '../../../src/core/jobs/query-fields.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {focusedField, formFieldId, SEARCH_FIELD} from '../../../src/keys/keymap/focused-field.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();

const stateAfter = async (...messages: readonly Message[]) => {
  const program = createProgram({gateway: createFakeAws(jobsDown(3, 1))});
  await program.say({kind: 'started'});
  return program.say(...messages);
};

describe('no field', () => {
  it.each<[string, readonly Message[]]>([
    ['on the list', []],
    ['over a detail', [{kind: 'detail-opened'}]],
    ['over the help', [{kind: 'help-opened'}]],
    [
      'in a window that is too small for the search',
      [{kind: 'search-opened'}, {kind: 'resized', columns: 30, rows: 9}],
    ],
    ['once the search is left', [{kind: 'search-opened'}, {kind: 'stepped-back'}]],
  ])('%s', async (_, messages) => {
    expect(focusedField(KEYMAP, await stateAfter(...messages))).toBeUndefined();
  });
});

it('the search line has the text that was typed, and leaves enter, esc, ctrl-c and recalling to commands', async () => {
  const field = focusedField(KEYMAP, await stateAfter({kind: 'search-opened'}, {kind: 'search-edited', text: 'llama'}));
  expect(field).toMatchObject({id: SEARCH_FIELD, kind: 'text', value: 'llama'});
  const commands = ['enter', 'esc', 'ctrl-c', 'up', 'down', 'ctrl-p', 'ctrl-n'];
  const texts = ['j', 'q', '?', '/', 'space', 'left', 'right', 'home', 'backspace', 'ctrl-u', 'tab'];
  expect(commands.filter(name => !field?.isCommand(name))).toEqual([]);
  expect(texts.filter(name => field?.isCommand(name))).toEqual([]);
});

describe('the filter form', () => {
  const KINDS = {
    status: 'select',
    name: 'text',
    after: 'text',
    before: 'text',
    order: 'select',
    sortBy: 'select',
    pageSize: 'text',
  } as const;

  it.each(QUERY_FIELD_IDS.map((field, steps) => [field, steps] as const))('%s, after %d tabs', async (name, steps) => {
    const tabs = Array.from({length: steps}, (): Message => ({kind: 'filters-focused', by: 1}));
    const field = focusedField(KEYMAP, await stateAfter({kind: 'filters-opened'}, ...tabs));
    expect(field).toMatchObject({id: formFieldId(name), kind: KINDS[name]});
    // In text the arrows are the form's, as they are at the ends of a choice.
    const isAtEnd = KINDS[name] === 'text' || name === 'sortBy';
    expect(field?.isCommand('down')).toBe(isAtEnd);
    expect(field?.isCommand('up')).toBe(true);
    for (const command of ['enter', 'esc', 'tab', 'shift-tab', 'ctrl-c']) expect(field?.isCommand(command)).toBe(true);
    for (const text of ['j', 'q', '?', 'left', 'backspace']) expect(field?.isCommand(text)).toBe(false);
  });

  it('holds the value that is being edited', async () => {
    const opened: Message = {kind: 'filters-opened'};
    expect(focusedField(KEYMAP, await stateAfter(opened))?.value).toBe('any');
    const tab: Message = {kind: 'filters-focused', by: 1};
    const field = focusedField(
      KEYMAP,
      await stateAfter(opened, tab, {kind: 'filters-edited', field: 'name', value: 'llama'}),
    );
    expect(field?.value).toBe('llama');
  });
});

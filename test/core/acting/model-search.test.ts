/** Finding models: the search line, and every input of ListImportedModels through the filter form. */
import {describe, expect, it} from 'vitest';
import {modelQueryLine, noModels} from '../../../src/core/acting/models/models-words.ts';
import type {ModelListRequest} from '../../../src/core/domain/model-query.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {acted} from '../../support/import-form.ts';
import {awsWith, modelAt, type OnModels, openModels, press} from '../../support/models.ts';
import {modelsIn, selectedIn} from '../../support/shown-models.ts';

const OPENED = acted({kind: 'model-search-opened'});
const SUBMITTED = acted({kind: 'model-search-submitted'});
const typed = (text: string): Message => acted({kind: 'model-search-edited', text});

const WORLD = [
  modelAt(4, {name: 'llama-support'}),
  modelAt(3, {name: 'qwen-sql'}),
  modelAt(2, {name: 'llama-sql'}),
  modelAt(1, {name: 'Llama-old'}),
];

interface Searching extends OnModels {
  readonly requests: ModelListRequest[];
}

/** With every request from now on. */
const start = async (): Promise<Searching> => {
  const aws = awsWith(...WORLD);
  const on = await openModels(aws);
  const {listModels} = aws;
  const requests: ModelListRequest[] = [];
  aws.listModels = (request, ...rest) => {
    requests.push(request);
    return listModels(request, ...rest);
  };
  return {...on, requests};
};

const leftOf = (state: State): string => modelQueryLine(state, 300).left;

describe('the search', () => {
  it('narrows what is loaded at once, and asks AWS after enter', async () => {
    const {program, requests} = await start();
    await press(program, '/');
    expect(contextOf(program.state())).toBe('model-search');
    expect(modelsIn(await program.say(typed('llama')))).toEqual(['llama-support', 'llama-sql']);
    await program.clock.advance(5_000);
    expect(requests).toEqual([]);
    await program.say(SUBMITTED);
    expect(requests.map(({name}) => name)).toEqual(['llama']);
    expect(contextOf(program.state())).toBe('models');
    expect(modelsIn(program.state())).toEqual(['llama-support', 'llama-sql']);
    expect(leftOf(program.state())).toContain('name *llama*');
  });

  it('enter on the text that is in force asks nothing', async () => {
    const {program, requests} = await start();
    await program.say(OPENED, typed('llama'), SUBMITTED, OPENED, SUBMITTED);
    expect(requests).toHaveLength(1);
  });

  it('opens with the text in force; an empty text takes the filter away', async () => {
    const {program, requests} = await start();
    await program.say(OPENED, typed('sql'), SUBMITTED, OPENED);
    expect(overlayOf(program.state())).toMatchObject({kind: 'model-search', draft: 'sql'});
    await program.say(typed(''), SUBMITTED);
    expect(requests.map(({name}) => name)).toEqual(['sql', undefined]);
    expect(modelsIn(program.state())).toHaveLength(4);
  });

  it('text that AWS refuses narrows what is loaded only, and the query line says why', async () => {
    const {program, requests} = await start();
    await program.say(OPENED, typed('-s'), SUBMITTED);
    expect(requests).toEqual([]);
    expect(modelsIn(program.state())).toEqual(['llama-support', 'qwen-sql', 'llama-sql']);
    expect(leftOf(program.state())).toContain('loaded models with “-s” only (AWS cannot search for a leading “-”)');
  });

  it('such text replaces a name that it does not continue', async () => {
    const {program, requests} = await start();
    await program.say(OPENED, typed('sql'), SUBMITTED, OPENED, typed('a.'), SUBMITTED);
    expect(requests.map(({name}) => name)).toEqual(['sql', undefined]);
    expect(leftOf(program.state())).not.toContain('name *sql*');
  });

  it('esc restores rows, selection and window', async () => {
    const {program, requests} = await start();
    await press(program, 'j');
    expect(selectedIn(program.state())).toBe('qwen-sql');
    await program.say(OPENED, typed('llama'));
    expect(selectedIn(program.state())).toBe('llama-support');
    await program.say({kind: 'stepped-back'});
    expect([contextOf(program.state()), modelsIn(program.state()).length]).toEqual(['models', 4]);
    expect(selectedIn(program.state())).toBe('qwen-sql');
    expect(requests).toEqual([]);
  });

  it('without a row, says what enter does', async () => {
    const {program} = await start();
    await program.say(OPENED, typed('nowhere'));
    const keys = {importing: 'i', clearing: 'esc', retrying: 'r', searching: 'enter'};
    expect(noModels(program.state(), keys).lines).toEqual(['enter searches on AWS', 'esc clears the search']);
    await program.say(typed('-nowhere'));
    expect(noModels(program.state(), keys).lines).toEqual(['esc clears the search']);
  });
});

describe('the filter form', () => {
  const fill = async ({program}: OnModels, values: Readonly<Record<string, string>>): Promise<State> => {
    await press(program, 'F');
    for (const [field, value] of Object.entries(values)) await program.say(acted({kind: 'form-edited', field, value}));
    return program.say(acted({kind: 'form-submitted'}));
  };
  const problemsOf = (state: State) => {
    const overlay = overlayOf(state);
    return overlay?.kind === 'form' ? overlay.problems : undefined;
  };

  it.each<[field: string, value: string, request: Partial<ModelListRequest>, words: string]>([
    ['name', 'sql', {name: 'sql'}, 'name *sql*'],
    ['after', '2026-11-01T12:00Z', {createdAfter: Date.UTC(2026, 10, 1, 12)}, 'created after'],
    ['before', '2026-11-01T12:00Z', {createdBefore: Date.UTC(2026, 10, 1, 12)}, 'created before'],
    ['order', 'Ascending', {order: 'Ascending'}, 'oldest first'],
    ['pageSize', '7', {pageSize: 7}, 'newest first'],
    ['sortBy', 'CreationTime', {sortBy: 'CreationTime'}, 'newest first'],
  ])('%s: %s', async (field, value, request, words) => {
    const on = await start();
    await fill(on, {[field]: value});
    expect(on.requests.at(-1)).toMatchObject(request);
    expect(contextOf(on.program.state())).toBe('models');
    expect(leftOf(on.program.state())).toContain(words);
  });

  it('shows the values in force when it is opened again', async () => {
    const on = await start();
    await fill(on, {name: 'sql', pageSize: '7'});
    await press(on.program, 'F');
    expect(overlayOf(on.program.state())).toMatchObject({values: {name: 'sql', pageSize: '7', after: ''}});
  });

  it.each([
    ['name', 'a b', 'AWS cannot search for a space.'],
    ['name', 'a__b', 'AWS cannot search for two of “_” and “-” in a row.'],
    ['name', 'x'.repeat(64), 'AWS cannot search for more than 63 characters.'],
    ['after', 'soon', '“soon” is not a date'],
    ['pageSize', '0', 'Must be 1 to 1000 (got “0”).'],
    ['pageSize', '1001', 'Must be 1 to 1000 (got “1001”).'],
  ])('%s: %s is told at its field, and nothing is asked', async (field, value, problem) => {
    const on = await start();
    const state = await fill(on, {[field]: value});
    expect(problemsOf(state)?.[field]).toContain(problem);
    expect(overlayOf(state)).toMatchObject({kind: 'form', focused: field});
    expect(on.requests).toEqual([]);
  });

  it('a range that makes no sense is told at both fields, until one of them changes', async () => {
    const on = await start();
    const state = await fill(on, {after: '2026-11-02', before: '2026-11-01'});
    const problems = problemsOf(state);
    expect(problems?.after).toBeDefined();
    expect(problems?.before).toBe(problems?.after);
    const edited = await on.program.say(acted({kind: 'form-edited', field: 'before', value: '2026-11-03'}));
    expect(problemsOf(edited)).toMatchObject({after: undefined, before: undefined});
  });

  it('esc leaves it with the filters as they were', async () => {
    const {program, requests} = await start();
    await press(program, 'F');
    await program.say(acted({kind: 'form-edited', field: 'name', value: 'sql'}));
    await press(program, 'esc');
    expect([contextOf(program.state()), modelsIn(program.state()).length, requests]).toEqual(['models', 4, []]);
  });

  it('clears the text that narrowed the rows', async () => {
    const on = await start();
    await on.program.say(OPENED, typed('-s'), SUBMITTED);
    await fill(on, {});
    expect(modelsIn(on.program.state())).toHaveLength(4);
  });
});

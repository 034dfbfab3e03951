/** The list of models: opening it, its pages, its order, what esc takes back, and what becomes of failures. */
import {describe, expect, it} from 'vitest';
import {modelQueryLine, modelsRule, noModels} from '../../../src/core/acting/models/models-words.ts';
import {failure, success} from '../../../src/core/domain/app-error.ts';
import type {ModelListRequest} from '../../../src/core/domain/model-query.ts';
import {contextOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import type {FakeAws} from '../../support/fake-aws.ts';
import {oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {NOON, runningAt} from '../../support/jobs.ts';
import {awsWith, modelAt, modelsDown, openModels, press} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';
import {modelsIn as namesIn, selectedIn} from '../../support/shown-models.ts';

const DENIED = oops({kind: 'access', what: 'The models could not be listed', why: 'Access denied', isTransient: false});
const KEYS = {importing: 'i', clearing: 'esc', retrying: 'r', searching: 'enter'};

const listsOf = (aws: FakeAws): number => aws.asked.filter(each => each === 'listModels').length;

/** Every ListImportedModels request from now on. */
const recorded = (aws: FakeAws): ModelListRequest[] => {
  const {listModels} = aws;
  const requests: ModelListRequest[] = [];
  aws.listModels = (request, ...rest) => {
    requests.push(request);
    return listModels(request, ...rest);
  };
  return requests;
};

const lineOf = (state: State, width = 120): string => Object.values(modelQueryLine(state, width)).join(' | ');

describe('opening', () => {
  it('again retries a page that has failed, and no other', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    const {listModels} = aws;
    aws.listModels = async () => failure(DENIED);
    const {program} = await openModels(aws);
    aws.listModels = listModels;
    expect(namesIn(program.state())).toEqual([]);
    await press(program, '1', '2');
    expect([listsOf(aws), namesIn(program.state())]).toEqual([1, ['model-3', 'model-2', 'model-1']]);
    await press(program, '1', '2');
    expect(listsOf(aws)).toBe(1);
  });

  it('asks for nothing before, and then for the newest models', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    const requests = recorded(aws);
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await program.clock.advance(10_000);
    expect(requests).toEqual([]);
    const state = await press(program, '2');
    expect(contextOf(state)).toBe('models');
    expect(requests).toEqual([
      {
        name: undefined,
        createdAfter: undefined,
        createdBefore: undefined,
        sortBy: 'CreationTime',
        order: 'Descending',
        pageSize: 100,
        token: undefined,
      },
    ]);
    expect(namesIn(program.state())).toEqual(['model-3', 'model-2', 'model-1']);
    expect(selectedIn(program.state())).toBe('model-3');
  });

  it('tab leads to the models and back, and 1 back to the jobs', async () => {
    const {program} = await openModels();
    expect(contextOf(await press(program, 'tab'))).toBe('list');
    expect(contextOf(await press(program, 'tab'))).toBe('models');
    expect(contextOf(await press(program, '1'))).toBe('list');
  });

  it('asks again only if the answer is older than a minute', async () => {
    const {aws, program} = await openModels();
    await press(program, '1', '2');
    expect(listsOf(aws)).toBe(1);
    await press(program, '1');
    await program.clock.advance(61_000);
    aws.models.push(modelAt(4));
    await press(program, '2');
    expect(listsOf(aws)).toBe(2);
    expect(namesIn(program.state())[0]).toBe('model-4');
  });

  it('what was pressed before the part that acts is loaded is done once it is', async () => {
    const aws = awsWith(...modelsDown(2, 1));
    const {acting} = createProgram({gateway: aws}).state().settings;
    const program = createProgram({gateway: aws, settings: {acting: undefined}});
    await program.say({kind: 'started'}, acted({kind: 'models-opened'}));
    expect(contextOf(program.state())).toBe('list');
    await program.say({kind: 'acting-loaded', acting: acting as object});
    expect(namesIn(program.state())).toEqual(['model-2', 'model-1']);
  });

  it('says why it cannot be opened without a connection', async () => {
    const program = createProgram({gateway: awsWith()});
    expect(commandOf('models').refusal?.(program.state())).toBe('not connected to AWS yet');
  });
});

describe('pages', () => {
  const many = () => openModels(awsWith(...modelsDown(350, 1)));

  it('come as the window comes near their end', async () => {
    const {aws, program} = await many();
    expect(namesIn(program.state())).toHaveLength(100);
    expect(lineOf(program.state())).toContain('100 models · more on AWS');
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 60}});
    expect(namesIn(program.state())).toHaveLength(200);
    expect(listsOf(aws)).toBe(2);
  });

  it('G goes to the last loaded one, and asks for one page', async () => {
    const {program} = await many();
    await press(program, 'G');
    expect(selectedIn(program.state())).toBe('model-251');
    expect(namesIn(program.state())).toHaveLength(200);
  });

  it('L loads all, and esc stops that first of all', async () => {
    const {program} = await many();
    await press(program, 'L');
    await program.clock.settle();
    expect(namesIn(program.state())).toHaveLength(350);
    expect(lineOf(program.state())).toContain('350 models · end of list');
    expect(commandOf('load-models').refusal?.(program.state())).toBe('all matching models are loaded');
  });

  it('esc stops loading all, and the screen stays', async () => {
    const {aws, program} = await many();
    const {listModels} = aws;
    aws.listModels = () => new Promise(() => {});
    await press(program, 'L');
    expect(lineOf(program.state())).toContain('loading all: 100 so far');
    const state = await press(program, 'esc');
    expect([contextOf(state), lineOf(state)]).toEqual(['models', expect.stringContaining('more on AWS')]);
    aws.listModels = listModels;
    await press(program, 'L');
    await program.clock.settle();
    expect(namesIn(program.state())).toHaveLength(350);
  });

  it('a page that fails keeps the rows, says so, and is retried', async () => {
    const {aws, program} = await many();
    aws.failures.push(oops({what: 'The models could not be listed', why: 'AWS had an internal error'}));
    await press(program, 'G');
    expect(namesIn(program.state())).toHaveLength(100);
    expect(modelsRule(program.state())?.text).toMatch(
      /^The models could not be listed: AWS had an internal error · next try \d\d:\d\d:\d\d$/,
    );
    await program.clock.advance(6_000);
    expect(namesIn(program.state())).toHaveLength(200);
    expect(modelsRule(program.state())).toBeUndefined();
  });

  it('a page that is refused waits for the person', async () => {
    const {aws, program} = await many();
    aws.failures.push(DENIED);
    await press(program, 'G');
    await program.clock.advance(60_000);
    expect(namesIn(program.state())).toHaveLength(100);
    await press(program, 'r');
    expect(modelsRule(program.state())).toBeUndefined();
    expect(namesIn(program.state())).toHaveLength(200);
  });
});

describe('order', () => {
  it('o asks AWS for the oldest first, and esc takes that back before it closes the screen', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    const {program} = await openModels(aws);
    const requests = recorded(aws);
    await press(program, 'o');
    expect(requests.map(({order}) => order)).toEqual(['Ascending']);
    expect(namesIn(program.state())).toEqual(['model-1', 'model-2', 'model-3']);
    expect(contextOf(await press(program, 'esc'))).toBe('models');
    expect(namesIn(program.state())).toEqual(['model-3', 'model-2', 'model-1']);
    expect(contextOf(await press(program, 'esc'))).toBe('list');
  });

  it('N sorts what is loaded by name, reverses, and restores', async () => {
    const {program} = await openModels(
      awsWith(modelAt(2, {name: 'b'}), modelAt(1, {name: 'a'}), modelAt(3, {name: 'c'})),
    );
    expect(namesIn(await press(program, 'N'))).toEqual(['a', 'b', 'c']);
    expect(lineOf(program.state())).toContain('by name, A–Z');
    expect(namesIn(await press(program, 'N'))).toEqual(['c', 'b', 'a']);
    expect(namesIn(await press(program, 'N'))).toEqual(['c', 'b', 'a']);
    expect(lineOf(program.state())).toContain('newest first');
  });

  it('o under a local sort says what has changed', async () => {
    const {program} = await openModels();
    await press(program, 'N', 'o');
    expect(program.state().notice?.text).toBe('AWS order: oldest first (still sorted by name)');
  });

  it('esc takes one thing back at a time: sort, text, name, times, order, screen', async () => {
    const {program} = await openModels();
    await program.say(acted({kind: 'form-opened', form: 'model-filters'}));
    for (const [field, value] of Object.entries({name: 'model', after: '2026-01-01', order: 'Ascending'}))
      await program.say(acted({kind: 'form-edited', field, value}));
    await program.say(acted({kind: 'form-submitted'}));
    await program.say(acted({kind: 'model-search-opened'}), acted({kind: 'model-search-edited', text: 'model-.'}));
    await program.say(acted({kind: 'model-search-submitted'}));
    await press(program, 'N');
    const seen: string[] = [];
    while (contextOf(program.state()) === 'models') {
      seen.push(lineOf(program.state(), 400).split(' | ')[0] ?? '');
      await press(program, 'esc');
    }
    expect(seen).toEqual([
      'name *model* · created after 2026-01-01 · by name, A–Z · loaded models with “model-.” only (AWS cannot search for “.”)',
      'name *model* · created after 2026-01-01 · oldest first · loaded models with “model-.” only (AWS cannot search for “.”)',
      'name *model* · created after 2026-01-01 · oldest first',
      'created after 2026-01-01 · oldest first',
      'oldest first',
      'newest first',
    ]);
  });
});

describe('the selection', () => {
  it('stays on its model when the rows change', async () => {
    const {aws, program} = await openModels();
    await press(program, 'j');
    expect(selectedIn(program.state())).toBe('model-2');
    aws.models = [modelAt(4), ...aws.models];
    await press(program, 'r');
    expect(namesIn(program.state())).toEqual(['model-4', 'model-3', 'model-2', 'model-1']);
    expect(selectedIn(program.state())).toBe('model-2');
    expect(selectedIn(await press(program, 'o'))).toBe('model-2');
  });

  it('stays in a scrolled window when the list is refreshed', async () => {
    const {program} = await openModels(awsWith(...modelsDown(90, 1)));
    await press(program, 'ctrl-d', 'ctrl-d', 'ctrl-d', 'ctrl-d', 'k');
    const {models} = program.state().acting;
    await press(program, 'r');
    await program.clock.settle();
    expect(program.state().acting.models).toMatchObject({selected: models?.selected, top: models?.top});
  });
});

it('a refresh replaces all pages that are loaded at once, and the window stays', async () => {
  const {aws, program} = await openModels(awsWith(...modelsDown(350, 1)));
  await press(program, 'L');
  await program.clock.settle();
  await press(program, 'G', 'k');
  const {models} = program.state().acting;
  const requests = recorded(aws);
  await press(program, 'r');
  expect(requests.map(({pageSize}) => pageSize)).toEqual([350]);
  expect(namesIn(program.state())).toHaveLength(350);
  expect(program.state().acting.models).toMatchObject({selected: models?.selected, top: models?.top});
});

describe('why there are no rows', () => {
  const titleOf = (state: State): string => noModels(state, KEYS).title;

  it('no models at all', async () => {
    const {program} = await openModels(awsWith());
    expect(noModels(program.state(), KEYS)).toEqual({
      title: 'No imported models in us-east-1 yet',
      lines: ['Each import that completes makes one.', 'i imports a model'],
    });
  });

  it('under --read-only nothing is offered that is refused', async () => {
    const {program} = await openModels(awsWith(), {settings: {isReadOnly: true}});
    expect(noModels(program.state(), KEYS).lines).toEqual(['Each import that completes makes one.']);
  });

  it('none that match, and which key clears the filter', async () => {
    const {program} = await openModels();
    await program.say(acted({kind: 'model-search-opened'}), acted({kind: 'model-search-edited', text: 'nowhere'}));
    expect(titleOf(program.state())).toBe('No loaded model has “nowhere” in its name');
    await program.say(acted({kind: 'model-search-submitted'}));
    expect(noModels(program.state(), KEYS)).toEqual({
      title: 'No models match these filters',
      lines: ['esc clears the filters'],
    });
  });

  it('pages without a model', async () => {
    const aws = awsWith();
    let pages = 0;
    aws.listModels = async () => success({models: [], nextToken: `page-${++pages}`});
    const {program} = await openModels(aws);
    await program.clock.advance(1_000);
    expect(titleOf(program.state())).toBe('No models so far; AWS has more pages');
    const before = pages;
    await press(program, 'G');
    expect(pages).toBe(before + 1);
  });

  it('the first answer is a failure: in full, and when it is retried', async () => {
    const aws = awsWith(...modelsDown(2, 1));
    const {listModels} = aws;
    aws.listModels = async () => ({ok: false, error: oops({what: 'The models could not be listed'})});
    const {program} = await openModels(aws);
    expect(noModels(program.state(), KEYS)).toEqual({
      title: 'The models could not be listed',
      lines: ['AWS had an internal error.', 'Try again in a moment.', expect.stringMatching(/^next try \d\d:/)],
      isFailure: true,
    });
    aws.listModels = listModels;
    await program.clock.advance(6_000);
    expect(namesIn(program.state())).toEqual(['model-2', 'model-1']);
  });

  it('denied: the key that retries', async () => {
    const aws = awsWith(...modelsDown(2, 1));
    aws.listModels = async () => ({ok: false, error: DENIED});
    const {program} = await openModels(aws);
    expect(noModels(program.state(), KEYS).lines.at(-1)).toBe('r retries');
    expect(lineOf(program.state())).not.toContain('default quota');
  });

  it('no answer yet: for how long', async () => {
    const aws = awsWith();
    aws.listModels = () => new Promise(() => {});
    const {program} = await openModels(aws);
    await program.clock.advance(5_000);
    expect(titleOf(program.state())).toBe('Asking AWS for the imported models …');
    expect(lineOf(program.state())).toContain('asking AWS … 5s');
  });
});

describe('the quota', () => {
  it('stands beside the number of models if that is known: all are loaded, and nothing is filtered', async () => {
    const {program} = await openModels();
    expect(lineOf(program.state())).toContain('3 models · end of list · default quota 3');
    await program.say(acted({kind: 'model-search-opened'}), acted({kind: 'model-search-edited', text: 'model-1'}));
    await program.say(acted({kind: 'model-search-submitted'}));
    expect(lineOf(program.state())).not.toContain('quota');
  });

  it('is left out if there are more: it was raised', async () => {
    const {program} = await openModels(awsWith(...modelsDown(4, 1)));
    expect(lineOf(program.state())).toContain('4 models · end of list');
    expect(lineOf(program.state())).not.toContain('quota');
  });

  it('is left out while text narrows the rows', async () => {
    const {program} = await openModels();
    await program.say(acted({kind: 'model-search-opened'}), acted({kind: 'model-search-edited', text: '1'}));
    expect(lineOf(program.state())).toContain('1 of 3 loaded');
    expect(lineOf(program.state())).not.toContain('quota');
  });
});

it('the query line fits into every width, and says how complete the list is', async () => {
  const {program} = await openModels(awsWith(...modelsDown(350, 1)));
  await program.say(acted({kind: 'form-opened', form: 'model-filters'}));
  for (const [field, value] of Object.entries({name: 'model', after: '2026-01-01', before: '1h', order: 'Ascending'}))
    await program.say(acted({kind: 'form-edited', field, value}));
  await program.say(acted({kind: 'form-submitted'}));
  for (let width = 30; width <= 200; width++) {
    const {left, right} = modelQueryLine(program.state(), width);
    expect(left.length + 2 + right.length, `${width}`).toBeLessThanOrEqual(width);
    expect(right).toContain('more on AWS');
    if (left.length < 4) continue;
    expect(left).toMatch(/…$|oldest first$/);
  }
});

describe('while the models are visible', () => {
  const opened = async () => {
    const aws = awsWith(...modelsDown(3, 1));
    aws.jobs = [runningAt(9)];
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    await press(program, '2');
    const before = listsOf(aws);
    return {aws, program, asked: () => listsOf(aws) - before};
  };

  it('they are asked for once a minute', async () => {
    const {aws, program, asked} = await opened();
    aws.models = modelsDown(4, 1);
    await program.clock.advance(59_000);
    expect(asked()).toBe(0);
    await program.clock.advance(2_000);
    expect([asked(), namesIn(program.state())[0]]).toEqual([1, 'model-4']);
    await program.clock.advance(600_000);
    expect(asked()).toBe(11);
  });

  it('not while paused, and not under another screen', async () => {
    const {program, asked} = await opened();
    await program.say({kind: 'pause-toggled'});
    await program.clock.advance(300_000);
    await program.say({kind: 'help-opened'}, {kind: 'pause-toggled'});
    await program.clock.advance(300_000);
    expect(asked()).toBe(0);
  });

  it('an import that completes brings its model at once', async () => {
    const {aws, program, asked} = await opened();
    aws.jobs = aws.jobs.map(job => ({...job, status: 'Completed', endedAt: NOON}));
    aws.models = modelsDown(4, 1);
    await program.clock.advance(6_000);
    expect([asked(), namesIn(program.state())[0]]).toEqual([1, 'model-4']);
  });

  it('and so does opening them after it has completed', async () => {
    const {aws, program, asked} = await opened();
    await press(program, '1');
    aws.jobs = aws.jobs.map(job => ({...job, status: 'Completed', endedAt: NOON}));
    await program.clock.advance(6_000);
    expect(asked()).toBe(0);
    await press(program, '2');
    expect(asked()).toBe(1);
  });
});

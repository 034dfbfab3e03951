/** Models of several connections: one list in the order of time, with one of them failing or hanging. */
import {describe, expect, it} from 'vitest';
import {currentModelArn, modelRows, targetOfModel} from '../../../src/core/acting/models/model-state.ts';
import {modelGapText, modelsConnectionsLine} from '../../../src/core/acting/models/models-connections.ts';
import {modelQueryLine, modelsRule, noModels} from '../../../src/core/acting/models/models-words.ts';
import {targetKey} from '../../../src/core/domain/target.ts';
import {oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {press} from '../../support/models.ts';
import {jobIn, startSeveral, targetAt} from '../../support/several.ts';
import {modelIn, modelsInPlace} from '../../support/several-models.ts';
import {modelsIn} from '../../support/shown-models.ts';

const DENIED = oops({kind: 'access', what: 'The models could not be listed', why: 'Access denied', isTransient: false});
const PLACES = ['dev/us-east-1', 'dev/eu-central-1', 'prod/us-east-1'] as const;
const TARGET = (place: (typeof PLACES)[number]): string => targetKey(targetAt(place));
const KEYS = {importing: 'i', clearing: 'esc', retrying: 'r', searching: 'enter'};

type Prepare = NonNullable<NonNullable<Parameters<typeof startSeveral<(typeof PLACES)[number]>>[1]>['prepare']>;

const start = async (prepare: Prepare = () => {}) => {
  const several = await startSeveral(
    {'dev/us-east-1': [jobIn('dev/us-east-1', 1)], 'dev/eu-central-1': [], 'prod/us-east-1': []},
    {
      prepare: aws => {
        aws['dev/us-east-1'].models = [9, 6, 3].map(n => modelIn('dev/us-east-1', n));
        aws['dev/eu-central-1'].models = [8, 5, 2].map(n => modelIn('dev/eu-central-1', n));
        aws['prod/us-east-1'].models = [7, 4, 1].map(n => modelIn('prod/us-east-1', n));
        prepare(aws);
      },
    },
  );
  await press(several.program, '2');
  await several.program.clock.advance(50);
  return several;
};

const lineOf = ({program}: Awaited<ReturnType<typeof start>>, width = 160): string =>
  modelsConnectionsLine(program.state(), width);

describe('all answer', () => {
  it('one list in the order of time, and each connection with its number of models', async () => {
    const several = await start();
    expect(modelsIn(several.program.state())).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map(n => `model-${n}`));
    expect(lineOf(several)).toBe('dev/us-east-1 3 · dev/eu-central-1 3 · prod/us-east-1 3');
    expect(modelQueryLine(several.program.state(), 160).right).toBe('9 models · end of list');
  });

  it('a model is asked about where it is', async () => {
    const {program, aws} = await start();
    await press(program, 'j');
    await program.clock.advance(500);
    const arn = currentModelArn(program.state()) ?? '';
    expect(targetOfModel(program.state(), arn)).toBe(TARGET('dev/eu-central-1'));
    expect(aws['dev/eu-central-1'].asked).toContain(`getModel ${arn}`);
    expect(aws['dev/eu-central-1'].asked).toContain(`listTags ${arn}`);
    expect(aws['dev/us-east-1'].asked).not.toContain(`getModel ${arn}`);
  });

  it('none has a model', async () => {
    const {program} = await start(aws => {
      for (const place of PLACES) aws[place].models = [];
    });
    expect(noModels(program.state(), KEYS).title).toBe('No imported models yet');
  });
});

describe('one fails', () => {
  it('is named, with the others’ rows, and says when it is tried again', async () => {
    const several = await start(aws => {
      aws['dev/eu-central-1'].listModels = async () => ({
        ok: false,
        error: oops({kind: 'throttled', why: 'Too many requests'}),
      });
    });
    const {program} = several;
    expect(modelsIn(program.state())).toEqual([9, 7, 6, 4, 3, 1].map(n => `model-${n}`));
    expect(lineOf(several)).toBe('dev/eu-central-1 throttled · dev/us-east-1 3 · prod/us-east-1 3');
    expect(modelsRule(program.state())?.text).toMatch(
      /^dev\/eu-central-1: Too many requests · next try \d\d:\d\d:\d\d$/,
    );
    expect(modelQueryLine(program.state(), 160).right).toContain('1 connection missing');
  });

  it('`load all` does not say that all are loaded', async () => {
    const {program} = await start(aws => {
      aws['dev/eu-central-1'].listModels = async () => ({ok: false, error: DENIED});
    });
    expect((await press(program, 'L')).notice?.text).toBe('all models of the connections that answer are loaded');
  });

  it('`load all` goes on once the page that failed is there', async () => {
    const {program} = await start(aws => {
      const slow = aws['dev/eu-central-1'];
      slow.models = [8, 5, 2].map(n => modelIn('dev/eu-central-1', n));
      const {listModels} = slow;
      let failures = 1;
      slow.listModels = async (request, ...others) => {
        const isFailing = request.token !== undefined && failures > 0;
        if (isFailing) failures -= 1;
        return isFailing ? {ok: false, error: oops()} : listModels({...request, pageSize: 1}, ...others);
      };
    });
    await press(program, 'L');
    await program.clock.advance(20_000);
    expect(modelsIn(program.state())).toHaveLength(9);
  });

  it('comes back by itself, or with the key', async () => {
    const several = await start(aws => {
      aws['dev/eu-central-1'].failures.push(oops());
    });
    await several.program.clock.advance(10_000);
    expect(modelsIn(several.program.state())).toHaveLength(9);
    const denied = await start(aws => {
      const {listModels} = aws['dev/eu-central-1'];
      let isDenied = true;
      aws['dev/eu-central-1'].listModels = async (...all) => {
        if (!isDenied) return listModels(...all);
        isDenied = false;
        return {ok: false, error: DENIED};
      };
    });
    expect(modelsIn(denied.program.state())).toHaveLength(6);
    await press(denied.program, 'r');
    await denied.program.clock.advance(50);
    expect(modelsIn(denied.program.state())).toHaveLength(9);
  });

  it('all fail: the screen says why, not that there are none', async () => {
    const {program} = await start(aws => {
      for (const place of PLACES) aws[place].listModels = async () => ({ok: false, error: DENIED});
    });
    expect(noModels(program.state(), KEYS)).toMatchObject({title: 'The models could not be listed', isFailure: true});
  });

  it('one fails and the others have none: that is not a failure of all', async () => {
    const {program} = await start(aws => {
      for (const place of PLACES) aws[place].models = [];
      aws['dev/eu-central-1'].listModels = async () => ({ok: false, error: DENIED});
    });
    expect(noModels(program.state(), KEYS)).toMatchObject({title: 'No imported models so far'});
    expect(noModels(program.state(), KEYS).lines[0]).toBe('dev/eu-central-1: Access denied.');
  });
});

describe('one hangs', () => {
  it('the others show, and the line says for how long', async () => {
    const several = await start(aws => {
      aws['dev/eu-central-1'].listModels = () => new Promise(() => {});
    });
    await several.program.clock.advance(5_000);
    expect(modelsIn(several.program.state())).toHaveLength(6);
    expect(lineOf(several)).toMatch(/^dev\/eu-central-1 no answer for \ds · /);
  });

  it('at its next page: the list goes on after three seconds, with a gap that says so, and heals', async () => {
    let release: () => void = () => {};
    const several = await start(aws => {
      const slow = aws['dev/eu-central-1'];
      slow.models = Array.from({length: 120}, (_, i) => modelIn('dev/eu-central-1', 900 - i));
      aws['dev/us-east-1'].models = Array.from({length: 30}, (_, i) => modelIn('dev/us-east-1', 800 - i));
      const {listModels} = slow;
      slow.listModels = async (request, ...others) => {
        if (request.token !== undefined) {
          await new Promise<void>(resolve => {
            release = resolve;
          });
        }
        return listModels(request, ...others);
      };
    });
    const {program} = several;
    await press(program, 'L');
    await program.clock.advance(50);
    await program.clock.advance(4_000);
    expect(modelsIn(program.state())).toHaveLength(133);
    const gap = modelRows(program.state())?.gaps[0];
    if (!gap) throw new Error('no gap');
    expect(modelGapText(program.state(), gap, 100)).toMatch(
      /^dev\/eu-central-1: older models missing \(loading … \ds\)$/,
    );
    expect(modelGapText(program.state(), gap, 20)).toBe('dev/eu-central-1: o…');
    release();
    await program.clock.advance(50);
    expect(modelsIn(program.state())).toHaveLength(153);
    expect(modelRows(program.state())?.gaps).toEqual([]);
  });
});

it('tags of a model of the second connection are set there', async () => {
  const {program, aws} = await start();
  await press(program, 'j', 't');
  await program.clock.advance(50);
  await press(program, 'a');
  await program.say(acted({kind: 'form-edited', field: 'key', value: 'team'}), acted({kind: 'form-submitted'}));
  await program.clock.advance(50);
  const {arn} = modelsInPlace(aws['dev/eu-central-1'])[0] ?? {arn: ''};
  expect(aws['dev/eu-central-1'].tags.get(arn)).toEqual([{key: 'team', value: ''}]);
});

/** The spec of a fault: what it means, and the message for each mistake. */
import {describe, expect, it} from 'vitest';
import {FAULT_KINDS, parseFault, specOf} from '../../../src/simulator/faults/spec.ts';
import {simulate} from '../simulated.ts';

const reason = (spec: string): string => {
  const parsed = parseFault(spec);
  if (parsed.ok) throw new Error(`accepted: ${spec}`);
  return parsed.reason;
};

const faultOf = (spec: string) => {
  const parsed = parseFault(spec);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};

const NAMES = FAULT_KINDS.map(({name}) => name).join(', ');
const PLAIN = FAULT_KINDS.filter(({value}) => value === undefined).map(({name}) => name);

describe('a spec', () => {
  it('has a name, a value and options', () => {
    expect(faultOf('rate=5')).toEqual({name: 'rate', value: 5, options: {}});
    expect(faultOf('html=503')).toEqual({name: 'html', value: '503', options: {}});
    expect(faultOf(' throttle:retry-after=3:op=List:times=2:after=1:every=4:from=0.5:for=60 ')).toEqual({
      name: 'throttle',
      options: {'retry-after': 3, op: 'List', times: 2, after: 1, every: 4, from: 0.5, for: 60},
    });
    expect(faultOf('hang:applied').options).toEqual({applied: true});
    expect(faultOf('skew=-300').value).toBe(-300);
    expect(faultOf('hang:op=GetModelImportJob').options).toEqual({op: 'GetModelImportJob'});
  });

  it.each(PLAIN)('%s needs no value', name => {
    expect(faultOf(name)).toEqual({name, options: {}});
  });

  it('is what specOf returns for its fault', () => {
    for (const spec of [
      'hang',
      'hang:applied:op=Create',
      'rate=5',
      'throttle:retry-after=3:op=List',
      'latency=10:jitter=5:times=1',
    ]) {
      expect(specOf(faultOf(spec))).toBe(spec);
    }
  });

  it.each([
    ['', `a fault is missing; the faults are ${NAMES}`],
    ['thorttle', `unknown fault “thorttle”; the faults are ${NAMES}`],
    ['constructor', `unknown fault “constructor”; the faults are ${NAMES}`],
    ['exception=Conflict', expect.stringMatching(/one of AccessDeniedException, .*, TooManyTags/)],
    ['exception=ConflictException:op=List', expect.stringMatching(/^List never answers with ConflictException; /)],
    [
      'exception=TooManyTagsException:op=DeleteImportedModel',
      expect.stringMatching(/^DeleteImportedModel never answers with TooManyTagsException; /),
    ],
    ['empty-page:pages=0', expect.stringMatching(/^pages.* 1 to 1000000000/)],
    ['hang=1', 'hang takes no value'],
    ['rate', 'rate needs a value: rate=N'],
    ['skew=', 'skew needs a value: skew=SECONDS'],
    ['rate=0', 'rate must be 1 to 100000 (got “0”)'],
    ['latency=1e3', 'latency must be 0 to 600000 (got “1e3”)'],
    ['error=501', 'error must be one of 500, 503 (got “501”)'],
    [
      'hang:toString=1',
      'unknown option “toString” of hang; its options are applied, op, times, after, every, from, for, world',
    ],
    [
      'hang:jitter=1',
      'unknown option “jitter” of hang; its options are applied, op, times, after, every, from, for, world',
    ],
    [
      'throttle:',
      'unknown option “” of throttle; its options are retry-after, op, times, after, every, from, for, world',
    ],
    ['hang:applied=1', 'applied takes no value'],
    ['hang:applied:applied', 'applied is given twice'],
    ['repeat=none', 'repeat must be one of no-arn, name-in-use (got “none”)'],
    ['repeat=no-arn:op=S3', 'S3 has no clientRequestToken; only CreateModelImportJob has'],
    ['hang:times', 'times needs a value: times=N'],
    ['hang:times=0', 'times must be 1 to 1000000000 (got “0”)'],
    ['hang:times=1:times=2', 'times is given twice'],
    [
      'hang:op=Put',
      expect.stringMatching(
        /^op must be an operation \(ListModelImportJobs, .*, Untag\), or one of S3 \(.*, S3\) \(got “Put”\)$/,
      ),
    ],
  ])('“%s” is refused', (spec, message) => {
    expect(reason(spec)).toEqual(message);
  });

  it('that is invalid makes adding it throw', async () => {
    const simulator = await simulate();
    expect(() => simulator.faults.add('nonsense')).toThrow('unknown fault “nonsense”');
    expect(() => simulator.faults.add({name: 'rate', value: 0})).toThrow('rate must be 1 to 100000');
    await expect(simulate({faults: ['rate']})).rejects.toThrow('rate needs a value');
  });
});

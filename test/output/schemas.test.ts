/** The JSON Schemas in docs/schemas: what the program writes is valid against them, and what it never writes is not. */
import {readFileSync} from 'node:fs';
import type {GetModelImportJobCommandOutput} from '@aws-sdk/client-bedrock';
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toJobDetail} from '../../src/bedrock/answers.ts';
import {hasEnded, type Job} from '../../src/core/domain/job.ts';
import type {JobEvent} from '../../src/core/domain/job-events.ts';
import type {JobRow} from '../../src/core/jobs/columns.ts';
import {reasonOf} from '../../src/core/reasons/reason-of.ts';
import {reportOf} from '../../src/core/reasons/report.ts';
import {plainJson, plainText} from '../../src/core/text/plain-text.ts';
import {eventText} from '../../src/output/event-text.ts';
import type {Format} from '../../src/output/format-names.ts';
import {FORMATS} from '../../src/output/formats.ts';
import {NO_PAINT} from '../../src/output/paint.ts';
import {reportJson} from '../../src/output/report-shape.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyJob, anyPages, anyText, linesOf} from '../support/any-job.ts';
import {arnOf, NOON} from '../support/jobs.ts';
import {PLAIN_STYLE} from '../support/print-style.ts';

type Members = Record<string, unknown>;

const NAMES = ['list', 'get', 'event', 'report', 'models', 'model'] as const;
type Name = (typeof NAMES)[number];

const schemaOf = (name: Name): Members =>
  JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8'));

// Strict: a misspelt keyword is an error. The pattern for times is stricter than the format.
const ajv = new Ajv2020({strict: true, strictRequired: false, allErrors: true, formats: {'date-time': true}});
const validators = {
  list: ajv.compile(schemaOf('list')),
  get: ajv.compile(schemaOf('get')),
  event: ajv.compile(schemaOf('event')),
  report: ajv.compile(schemaOf('report')),
  summary: ajv.compile({$ref: 'list.schema.json#/$defs/summary'}),
};

/** What is wrong with a value, as places and complaints. */
const complaints = (name: keyof typeof validators, value: unknown): readonly string[] => {
  const validate = validators[name];
  return validate(value) ? [] : (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
};

const written = (pages: readonly (readonly JobRow[])[], format: Format, nextToken?: string): string => {
  const writer = FORMATS[format].list(PLAIN_STYLE);
  return writer.rows([]) + pages.map(writer.rows).join('') + writer.end(nextToken);
};

describe.each(NAMES)('%s.schema.json', name => {
  it('is a schema of draft 2020-12', () => {
    expect(schemaOf(name).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(ajv.validateSchema(schemaOf(name))).toBe(true);
  });

  it('describes each member in a sentence', () => {
    const undescribed: string[] = [];
    const visit = (schema: Members, path: string) => {
      for (const [key, value] of Object.entries((schema.properties ?? {}) as Record<string, Members>)) {
        if (!/^[A-Z].*\.$/.test(String(value.description))) undescribed.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
    };
    const schema = schemaOf(name);
    visit(schema, name);
    for (const [key, value] of Object.entries(schema.$defs as Record<string, Members>)) visit(value, `${name}#${key}`);
    expect(undescribed).toEqual([]);
  });
});

it('a job is the same in a list and in an event', () => {
  expect(schemaOf('event').$defs).toEqual(schemaOf('list').$defs);
});

describe('what list writes', () => {
  const anyToken = fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,40}$/), {nil: undefined});

  it('is valid as json', () => {
    fc.assert(
      fc.property(anyPages, anyToken, (pages, nextToken) => {
        expect(complaints('list', JSON.parse(written(pages, 'json', nextToken)))).toEqual([]);
      }),
    );
  });

  it('is valid as ndjson, line by line', () => {
    fc.assert(
      fc.property(anyPages, pages => {
        const lines = linesOf(written(pages, 'ndjson')).map(line => JSON.parse(line));
        expect(lines.flatMap(line => complaints('summary', line))).toEqual([]);
      }),
    );
  });
});

describe('what get writes', () => {
  const text = anyText.filter(text => text !== '');
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined});
  const time = fc.date({min: new Date('0001-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true});
  const anyAnswer: fc.Arbitrary<GetModelImportJobCommandOutput> = fc.record({
    $metadata: fc.constant({httpStatusCode: 200}),
    jobArn: fc.nat(9999).map(arnOf),
    jobName: fc.constant('llama-3'),
    status: fc.constantFrom('InProgress', 'Completed', 'Failed'),
    creationTime: time,
    lastModifiedTime: maybe(time),
    endTime: maybe(time),
    failureMessage: maybe(anyText),
    importedModelName: maybe(text),
    importedModelArn: maybe(fc.nat(9999).map(n => arnOf(n).replace('model-import-job', 'imported-model'))),
    roleArn: maybe(text),
    modelDataSource: maybe(fc.record({s3DataSource: fc.record({s3Uri: text})})),
    vpcConfig: maybe(fc.record({subnetIds: fc.array(text), securityGroupIds: fc.array(text)})),
    importedModelKmsKeyArn: maybe(text),
  });

  it('is valid, whatever members the answer has', () => {
    fc.assert(
      fc.property(anyAnswer, answer => {
        const {raw} = toJobDetail(answer);
        expect(complaints('get', JSON.parse(raw))).toEqual([]);
        expect(complaints('get', JSON.parse(plainJson(JSON.parse(raw), 4)))).toEqual([]);
      }),
    );
  });

  it('is valid with members that the API adds later', () => {
    const more = {...FULL, weight: 7, modelDataSource: {hub: {name: 'x'}}};
    expect(complaints('get', more)).toEqual([]);
  });
});

describe('what watch writes', () => {
  const eventsOf = (job: Job): readonly JobEvent[] => {
    const kind = job.status === 'Failed' ? 'failed' : 'ended';
    const began: JobEvent = {kind: 'new', at: job.createdAt, job};
    return hasEnded(job) ? [began, {kind, at: job.endedAt ?? NOON, job}] : [began];
  };

  it('is valid, event by event', () => {
    fc.assert(
      fc.property(anyJob, fc.option(anyText, {nil: undefined}), (job, reason) => {
        for (const event of eventsOf(job)) {
          const value = JSON.parse(
            eventText(event, {failureMessage: reason}, {format: 'ndjson', paint: NO_PAINT, widthOf: textWidth}),
          );
          expect(complaints('event', value)).toEqual([]);
        }
      }),
    );
  });
});

describe('what report writes', () => {
  const anyReport = fc.record({
    jobs: fc.array(anyJob, {maxLength: 20}),
    messages: fc.array(fc.option(anyText, {nil: undefined}), {minLength: 1, maxLength: 5}),
    name: fc.option(fc.constant('llama'), {nil: undefined}),
    isListComplete: fc.boolean(),
  });

  it('is valid, whatever jobs and messages there are', () => {
    fc.assert(
      fc.property(anyReport, ({jobs, messages, name, isListComplete}) => {
        const reasonFor = ({createdAt}: Job) => {
          const message = messages[Math.abs(createdAt) % messages.length];
          return message === undefined ? undefined : reasonOf(plainText(message));
        };
        const report = reportOf({jobs, reasonFor, isListComplete, after: NOON - 1e10, before: NOON});
        expect(complaints('report', JSON.parse(reportJson(report, {name})))).toEqual([]);
      }),
    );
  });

  it('needs what it rests on', () => {
    const report = JSON.parse(
      reportJson(reportOf({jobs: [], reasonFor: () => '', isListComplete: true, after: 0, before: 1}), {}),
    );
    expect(complaints('report', report)).toEqual([]);
    expect(complaints('report', {...report, basis: undefined})).toHaveLength(1);
    expect(complaints('report', {...report, weeks: [{}]})).toHaveLength(7);
  });
});

const FULL = {
  jobArn: arnOf(1),
  jobName: 'llama-3',
  status: 'Failed',
  creationTime: '2026-11-23T12:00:00.000Z',
  lastModifiedTime: '2026-11-23T12:05:00.123Z',
  endTime: '2026-11-23T12:05:00.000Z',
  importedModelArn: arnOf(1).replace('model-import-job', 'imported-model'),
  importedModelName: 'llama',
  failureMessage: 'why',
};
const without = (name: keyof typeof FULL): Members => {
  const {[name]: _, ...rest} = FULL;
  return rest;
};

describe.each(['summary', 'get'] as const)('as %s', name => {
  it('a job with every member is valid', () => {
    expect(complaints(name, FULL)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], ' must be object'],
    ['nothing', null, ' must be object'],
    ['a job without its ARN', without('jobArn'), " must have required property 'jobArn'"],
    ['one without its name', without('jobName'), " must have required property 'jobName'"],
    ['one without its status', without('status'), " must have required property 'status'"],
    ['one without its beginning', without('creationTime'), " must have required property 'creationTime'"],
    ['an empty name', {...FULL, jobName: ''}, '/jobName must NOT have fewer than 1 characters'],
    ['a status that is a number', {...FULL, status: 1}, '/status must be string'],
    ['an end that is null', {...FULL, endTime: null}, '/endTime must be string'],
    ['a reason that is null', {...FULL, failureMessage: null}, '/failureMessage must be string'],
  ])('%s is not', (_, value, complaint) => {
    expect(complaints(name, value)).toEqual([complaint]);
  });

  it.each([
    1_795_435_200_000,
    '2026-11-23',
    '2026-11-23T12:00:00Z',
    '2026-11-23T12:00:00.000',
    '2026-11-23T12:00:00.000+00:00',
    '2026-11-23T12:00:00.000000Z',
    '2026-11-23 12:00:00.000Z',
    '2026-13-23T12:00:00.000Z',
    '2026-11-32T12:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T12:60:00.000Z',
    '2026-11-23T12:00:00.000Z\n',
    '٢٠٢٦-11-23T12:00:00.000Z',
    '',
  ])('a time of %j is not', time => {
    for (const member of ['creationTime', 'lastModifiedTime', 'endTime']) {
      expect(complaints(name, {...FULL, [member]: time})).toHaveLength(1);
    }
  });

  it.each([
    '',
    'llama-3',
    FULL.importedModelArn,
    `${arnOf(1)}0`,
    `${arnOf(1)}\n`,
    ` ${arnOf(1)}`,
    arnOf(1).replace('111122223333', '1111'),
    arnOf(1).replace('us-east-1', 'US-EAST-1'),
    arnOf(1).toUpperCase(),
  ])('a jobArn of %j is not', jobArn => {
    expect(complaints(name, {...FULL, jobArn})).toEqual([expect.stringMatching(/^\/jobArn must match pattern/)]);
  });

  it.each([arnOf(1), arnOf(1).replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1')])(
    'a jobArn of %j is',
    jobArn => {
      expect(complaints(name, {...FULL, jobArn})).toEqual([]);
    },
  );
});

describe('as a list', () => {
  it.each<[string, unknown, string]>([
    ['the jobs alone', [FULL], ' must be object'],
    ['a list without jobs', {}, " must have required property 'modelImportJobSummaries'"],
    ['jobs that are none', {modelImportJobSummaries: {}}, '/modelImportJobSummaries must be array'],
    ['a job that is a name', {modelImportJobSummaries: ['a']}, '/modelImportJobSummaries/0 must be object'],
    [
      'an empty token',
      {modelImportJobSummaries: [], nextToken: ''},
      '/nextToken must NOT have fewer than 1 characters',
    ],
    ['a token with a space', {modelImportJobSummaries: [], nextToken: 'a b'}, '/nextToken must match pattern "^\\S*$"'],
    ['a token that is null', {modelImportJobSummaries: [], nextToken: null}, '/nextToken must be string'],
  ])('%s is not valid', (_, value, complaint) => {
    expect(complaints('list', value)).toEqual([complaint]);
  });
});

describe('as get', () => {
  it.each<[string, Members, string]>([
    ['a source that is an address', {modelDataSource: 's3://models/'}, '/modelDataSource must be object'],
    [
      'an address that is a number',
      {modelDataSource: {s3DataSource: {s3Uri: 1}}},
      '/modelDataSource/s3DataSource/s3Uri must be string',
    ],
    ['subnets that are a text', {vpcConfig: {subnetIds: 'subnet-1'}}, '/vpcConfig/subnetIds must be array'],
    ['a role that is null', {roleArn: null}, '/roleArn must be string'],
  ])('%s is not valid', (_, members, complaint) => {
    expect(complaints('get', {...FULL, ...members})).toEqual([complaint]);
  });
});

describe('as an event', () => {
  const EVENT = {event: 'failed', time: FULL.endTime, job: FULL};

  it('one of a failed job is valid', () => {
    expect(complaints('event', EVENT)).toEqual([]);
    expect(complaints('event', {...EVENT, event: 'new'})).toEqual([]);
  });

  it.each<[string, Members, string]>([
    ['another kind', {...EVENT, event: 'stopped'}, '/event must be equal to one of the allowed values'],
    ['no kind', {time: EVENT.time, job: EVENT.job}, "must have required property 'event'"],
    ['no time', {event: 'failed', job: EVENT.job}, "must have required property 'time'"],
    ['no job', {event: 'failed', time: EVENT.time}, "must have required property 'job'"],
    ['a time without its milliseconds', {...EVENT, time: '2026-11-23T12:00:00Z'}, '/time must match pattern'],
    ['a further member', {...EVENT, region: 'us-east-1'}, 'must NOT have additional properties'],
    ['a job that is a name', {...EVENT, job: 'llama-3'}, '/job must be object'],
    [
      'a failure of a job that completed',
      {...EVENT, job: {...FULL, status: 'Completed'}},
      '/job/status must be equal to constant',
    ],
    ['another end of a job that failed', {...EVENT, event: 'ended'}, '/job/status must NOT be valid'],
    [
      'the end of a running job',
      {...EVENT, event: 'ended', job: {...FULL, status: 'InProgress'}},
      '/job/status must NOT be valid',
    ],
  ])('one with %s is not', (_, value, complaint) => {
    expect(complaints('event', value).join('; ')).toContain(complaint);
  });
});

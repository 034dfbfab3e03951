/** Imported models as printed text: every format, and JSON that is valid against its schema. */
import {readFileSync} from 'node:fs';
import type {GetImportedModelCommandOutput, ListImportedModelsCommandOutput} from '@aws-sdk/client-bedrock';
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toModelDetail, toModelPage} from '../../src/bedrock/model-answers.ts';
import type {ModelDetail} from '../../src/core/domain/model.ts';
import {DEFAULT_MODEL_COLUMNS, type ModelRow} from '../../src/core/models/columns.ts';
import {plainText} from '../../src/core/text/plain-text.ts';
import type {Format} from '../../src/output/format-names.ts';
import {FORMATS} from '../../src/output/formats.ts';
import {MODEL_FORMATS, modelValue} from '../../src/output/model-formats.ts';
import {NO_PAINT} from '../../src/output/paint.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyText, linesOf} from '../support/any-job.ts';
import {NOON} from '../support/jobs.ts';

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({strict: true, strictRequired: false, allErrors: true, formats: {'date-time': true}});
const VALIDATORS = {
  list: ajv.compile(schema('models')),
  detail: ajv.compile(schema('model')),
  summary: ajv.compile({$ref: 'models.schema.json#/$defs/summary'}),
};
const complaints = (name: keyof typeof VALIDATORS, value: unknown): readonly string[] => {
  const validate = VALIDATORS[name];
  return validate(value) ? [] : (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
};

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
const RAW = {
  modelArn: ARN,
  modelName: 'model-1',
  creationTime: '2026-11-23T12:00:00.000Z',
  instructSupported: false,
  modelArchitecture: 'qwen2_5_vl',
  jobName: 'import-1',
  jobArn: ARN.replace('imported-model', 'model-import-job'),
  modelDataSource: {s3DataSource: {s3Uri: 's3://models/v5/'}},
  modelKmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  customModelUnits: {customModelUnitsPerModelCopy: 2, customModelUnitsVersion: 'v1.0'},
};
const MODEL: ModelDetail = {
  arn: ARN,
  name: 'model-1',
  createdAt: NOON,
  isInstruct: false,
  architecture: 'qwen2_5_vl',
  jobName: RAW.jobName,
  jobArn: RAW.jobArn,
  s3Uri: 's3://models/v5/',
  kmsKeyArn: RAW.modelKmsKeyArn,
  unitsPerCopy: 2,
  unitsVersion: 'v1.0',
  raw: JSON.stringify(RAW),
};
const BARE: ModelDetail = {arn: `${ARN.slice(0, -1)}m`, name: 'bare', createdAt: NOON, raw: '{}'};
const STYLE = {columns: DEFAULT_MODEL_COLUMNS, hasHeader: true, now: () => NOON};
const LOOK = {isChosen: false, paint: NO_PAINT, widthOf: textWidth};

const listed = (rows: readonly ModelRow[], format: Format, nextToken?: string): string => {
  const writer = MODEL_FORMATS[format].list({...LOOK, ...STYLE});
  return writer.rows([]) + writer.rows(rows) + writer.end(nextToken);
};

it.each([
  [80, 'MODEL    ARCHITECTURE  INSTRUCT  CREATED (UTC)'],
  [50, 'MODEL    ARCHITECTURE  CREATED (UTC)'],
  [40, 'MODEL    CREATED (UTC)'],
])('in %d columns the table has what fits', (width, heading) => {
  const rows = [{model: MODEL}];
  const text = (isChosen: boolean) =>
    MODEL_FORMATS.table
      .list({...LOOK, ...STYLE, isChosen, width})
      .rows(rows)
      .split('\n')[0];
  expect(text(false)).toBe(heading);
  expect(text(true)).toBe('MODEL    ARCHITECTURE  INSTRUCT  CREATED (UTC)');
});

describe('the list', () => {
  const ROWS = [{model: MODEL}, {model: BARE, profile: 'dev', region: 'us-east-1'}];
  it.each<[Format, string]>([
    ['ids', `${MODEL.arn}\n${BARE.arn}\n`],
    [
      'csv',
      'modelName,modelArchitecture,instructSupported,creationTime\nmodel-1,qwen2_5_vl,false,2026-11-23T12:00:00.000Z\nbare,,,2026-11-23T12:00:00.000Z\n',
    ],
    [
      'table',
      'MODEL    ARCHITECTURE  INSTRUCT  CREATED (UTC)\nmodel-1  qwen2_5_vl    no        2026-11-23 12:00:00\nbare                             2026-11-23 12:00:00\n',
    ],
  ])('as %s', (format, text) => {
    expect(listed(ROWS, format)).toBe(text);
  });

  it('as json, with the token and the connection if there is one', () => {
    expect(JSON.parse(listed(ROWS, 'json', 't'))).toEqual({
      modelSummaries: [
        {
          modelArn: MODEL.arn,
          modelName: 'model-1',
          creationTime: RAW.creationTime,
          instructSupported: false,
          modelArchitecture: 'qwen2_5_vl',
        },
        {modelArn: BARE.arn, modelName: 'bare', creationTime: RAW.creationTime, profile: 'dev', region: 'us-east-1'},
      ],
      nextToken: 't',
    });
  });
});

describe('a model with all its fields', () => {
  it('has a line for each', () => {
    expect(MODEL_FORMATS.table.detail([MODEL], {isList: false, hasHeader: true})).toBe(
      [
        'Model         model-1',
        'Created       2026-11-23 12:00:00 UTC',
        'Architecture  qwen2_5_vl',
        'Instruct      no',
        'Units         2 custom model units per copy (v1.0)',
        'Source        s3://models/v5/',
        'Job           import-1',
        `Job ARN       ${RAW.jobArn}`,
        `Model ARN     ${ARN}`,
        `KMS key       ${RAW.modelKmsKeyArn}`,
        '',
      ].join('\n'),
    );
  });

  it('is one object, or an array for several', () => {
    expect(modelValue([MODEL], false)).toEqual(RAW);
    expect(modelValue([MODEL, BARE], true)).toEqual([RAW, {}]);
  });
});

const odd = fc.oneof(anyText, fc.constant(undefined));
const answers: fc.Arbitrary<Record<string, unknown>> = fc.record({
  modelArn: fc.constant(ARN),
  modelName: anyText.filter(text => plainText(text) !== ''),
  creationTime: fc.date({min: new Date('0001-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true}),
  instructSupported: fc.option(fc.boolean(), {nil: undefined}),
  modelArchitecture: odd.filter(text => text !== ''),
  jobName: odd.filter(text => text !== ''),
});

it('whatever AWS answers, JSON is valid against the schemas and no format has control characters', () => {
  fc.assert(
    fc.property(fc.array(answers, {minLength: 1, maxLength: 4}), list => {
      const output = {$metadata: {}, modelSummaries: list} as unknown as ListImportedModelsCommandOutput;
      const rows = toModelPage(output, undefined).models.map(model => ({model}));
      expect(complaints('list', JSON.parse(listed(rows, 'json')))).toEqual([]);
      const lines = linesOf(listed(rows, 'ndjson')).map(line => JSON.parse(line));
      expect(lines.flatMap(line => complaints('summary', line))).toEqual([]);
      for (const answer of list) {
        const {raw} = toModelDetail({$metadata: {}, ...answer} as unknown as GetImportedModelCommandOutput);
        expect(complaints('detail', JSON.parse(raw))).toEqual([]);
      }
      for (const format of Object.keys(FORMATS) as readonly Format[]) {
        expect(listed(rows, format)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      }
    }),
  );
});

it.each([
  ['detail', {...RAW, modelArn: 'arn'}, '/modelArn must match pattern'],
  ['detail', {...RAW, instructSupported: 'yes'}, '/instructSupported must be boolean'],
  ['detail', {...RAW, creationTime: '2026-11-23'}, '/creationTime must match pattern'],
  ['list', {modelImportJobSummaries: []}, "must have required property 'modelSummaries'"],
  ['summary', {modelArn: ARN, modelName: 'a'}, "must have required property 'creationTime'"],
] as const)('as a %s, %#: not valid', (name, value, complaint) => {
  expect(complaints(name, value).join('; ')).toContain(complaint);
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {reasonOf} from '../../../src/core/reasons/reason-of.ts';
import {randomFailure} from '../../../src/simulator/world/failure-reasons.ts';
import {createRandom, type Random} from '../../../src/simulator/world/random.ts';
import {anyText} from '../../support/any-job.ts';

const JOBS = [
  {s3Uri: 's3://models-111122223333/sql/llama-3-8b/v1/', roleArn: 'arn:aws:iam::111122223333:role/BedrockModelImport'},
  {
    s3Uri: 's3://platform-artifacts-eu-central-1/faq/qwen2.5-vl-7b/v12/',
    roleArn: 'arn:aws:iam::444455556666:role/service-role/BedrockImport-platform',
  },
  {s3Uri: 's3://example-fine-tunes/notes/gpt-oss-20b/v3/', roleArn: 'arn:aws-cn:iam::1:role/research-model-import'},
];
const KEYS = ['arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-a000-0123456789ab', undefined];

interface Sample {
  readonly kind: number;
  readonly message: string;
}

/** The simulator's own kinds: what it picks is a function for each. Everything else is random. */
const samplesOf = (kind: number, seed: string): Sample | undefined => {
  const base = createRandom(seed);
  let isOver = false;
  const random: Random = {
    ...base,
    chance: () => kind < 0,
    pick: list => {
      if (typeof list[0] !== 'function') return base.pick(list);
      isOver = kind >= list.length;
      return list[isOver ? 0 : kind] as (typeof list)[number];
    },
  };
  const job = {...base.pick(JOBS), kmsKeyArn: kind < 0 ? KEYS[0] : base.pick(KEYS)};
  const {message} = randomFailure(random, job);
  return isOver ? undefined : {kind, message};
};

const samples = (): Sample[] => {
  const all: Sample[] = [];
  for (let kind = -1; ; kind++) {
    const some = Array.from({length: 60}, (_, i) => samplesOf(kind, `${kind}:${i}`)).filter(one => one !== undefined);
    if (some.length === 0) return all;
    all.push(...some);
  }
};

describe('the reasons of the simulator', () => {
  test('are one group for each of its kinds', () => {
    const kindsOf = new Map<string, Set<number>>();
    const reasonsOf = new Map<number, Set<string>>();
    for (const {kind, message} of samples()) {
      const reason = reasonOf(message);
      kindsOf.set(reason, (kindsOf.get(reason) ?? new Set()).add(kind));
      reasonsOf.set(kind, (reasonsOf.get(kind) ?? new Set()).add(reason));
    }
    expect(reasonsOf.size).toBe(16);
    expect([...reasonsOf.values()].filter(reasons => reasons.size > 1)).toEqual([]);
    expect([...kindsOf.values()].filter(kinds => kinds.size > 1)).toEqual([]);
  });

  test('keep the words that say what is wrong', () => {
    const reasons = [...new Set(samples().map(({message}) => reasonOf(message)))];
    for (const reason of reasons.map(text => text.slice(0, 150))) expect(reason).not.toMatch(/arn:|s3:\/\/|\d{3}/);
    expect(reasons).toContain('The file config.json was not found at …. (simulated)');
    expect(reasons).toContain('The architecture … is not supported for import. (simulated)');
    expect(reasons).toContain('The weights take …; text models may take … at most. (simulated)');
    expect(reasons).toContain(
      '… ends before the length that its header gives: the upload was not complete. (simulated)',
    );
    expect(reasons).toContain('The tensor … has the shape …; config.json asks for …. (simulated)');
  });
});

const SAME: readonly (readonly [string, string])[] = [
  ['Could not read S3://a/b/c.', 'Could not read s3://other-bucket/x/.'],
  ['Denied for arn:aws:iam::1:role/a, retry', 'Denied for arn:aws-us-gov:iam::22:role/b/c, retry'],
  ["The layer 'a.b' is odd", 'The layer "c" is odd'],
  ['Got [1, 2], wanted [3]', 'Got [4096, 4096], wanted [5, 6, 7]'],
  ['Failed after 3 attempts', 'Failed after 12 attempts'],
  ['It has 3.5 GB', 'It has 1,200 GiB'],
  ['It has 12 bytes', 'It has 13bytes'],
  ['Request 0a1b2c3d-0000-4000-a000-0123456789ab failed', 'Request ffffffff-0000-4000-a000-0123456789ab failed'],
  ['Job yggb47n4xlml is unknown', 'Job dchh9ny8e0dv is unknown'],
  ['At 2026-11-01T12:00:00Z it broke', 'At 2025-01-31 it broke'],
  ['model-00003-of-00007.safetensors is short', 'part-1.bin is short'],
  ['Only LlamaForCausalLM and T5Model work', 'Only Qwen3ForCausalLM, MambaModel and OlmoForCausalLM work'],
  ['Bad weight in model.layers.3.mlp.up_proj', 'Bad weight in model.layers.12.mlp.down_proj.weight'],
  ['The bucket my-models is in another region', 'The bucket eu.models.2 is in another region'],
  ['Cannot open /opt/ml/model/a.json now', 'Cannot open /tmp/x now'],
  ['Two  spaces', 'Two\nspaces'],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ['The file config.json was not found at s3://a/b.', 'The file tokenizer.json was not found at s3://a/b.'],
  ['AccessDenied while reading', 'NoSuchKey while reading'],
  ['kms:CreateGrant was refused', 'kms:Decrypt was refused'],
  ["The model's role is wrong; the bucket's owner differs", "The model's key is wrong; the bucket's owner differs"],
  [`${'The same beginning. '.repeat(20)}Then this.`, `${'The same beginning. '.repeat(20)}Then that.`],
  ['Only Qwen2.5 works', 'Only Qwen3 works'],
  ['It needs bfloat16 weights', 'It needs float32 weights'],
];

describe('reasonOf', () => {
  test.each(SAME)('%s ~ %s', (one, other) => {
    expect(reasonOf(one)).toBe(reasonOf(other));
  });

  test.each(DIFFERENT)('%s ≠ %s', (one, other) => {
    expect(reasonOf(one)).not.toBe(reasonOf(other));
  });

  test('leaves a message without names and numbers as it is', () => {
    const text = 'An internal error occurred. Try again; if it happens again, contact AWS Support.';
    expect(reasonOf(text)).toBe(text);
  });

  test('is one line of bounded length, and takes no time, whatever AWS says', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(reasonOf(text)).toMatch(/^(?:\S(?:[^\n]{0,599}\S)?)?$/u);
      }),
    );
    for (const unit of [
      'a',
      'A',
      '1',
      'a.',
      'a-',
      'a/',
      "'",
      '" ',
      '[1',
      'arn:',
      's3://',
      '… ',
      '1,',
      'aB1',
      'Model ',
    ]) {
      const began = performance.now();
      reasonOf(unit.repeat(50_000));
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});

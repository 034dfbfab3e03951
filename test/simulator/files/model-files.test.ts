/** The files that a world's jobs have in S3: a model that can be imported, or one with the defect that the job reports. */
import {describe, expect, it} from 'vitest';
import {bucketsOf, type StoredObject} from '../../../src/simulator/files/buckets.ts';
import {modelFiles} from '../../../src/simulator/files/model-files.ts';
import {SHAPE_NAMES} from '../../../src/simulator/files/model-shapes.ts';
import type {Defect} from '../../../src/simulator/world/defect.ts';
import {correctedPrefix} from '../../../src/simulator/world/s3-location.ts';
import {createWorld} from '../../../src/simulator/world/world.ts';
import {NOON} from '../simulated.ts';

interface Header {
  readonly [name: string]: {readonly shape: readonly number[]; readonly data_offsets: readonly [number, number]};
}

/** The tensors of a safetensors file, and where the last one ends. */
const readHead = (body: Uint8Array) => {
  const head = Buffer.from(body);
  const length = Number(head.readBigUInt64LE());
  expect(head.length).toBe(8 + length);
  const {__metadata__: _, ...tensors}: Header = JSON.parse(head.subarray(8).toString());
  const ends = Object.values(tensors).map(({data_offsets: [, end]}) => end);
  return {tensors, size: 8 + length + Math.max(...ends)};
};

const filesIn = (objects: readonly StoredObject[], prefix: string) =>
  new Map(objects.map(object => [object.key.slice(prefix.length), object]));

/** What a check of the files would find: the kinds of all defects. */
const defectsOf = (files: ReturnType<typeof filesIn>): string[] => {
  const text = (name: string) => Buffer.from(files.get(name)?.body ?? []).toString();
  if (files.size === 0) return ['no-files'];
  if (files.has('adapter_config.json')) return ['adapter'];
  const found: string[] = [];
  const config = JSON.parse(text('config.json') || '{}');
  const {weight_map: map} = JSON.parse(text('model.safetensors.index.json'));
  const shards = [...files.values()].filter(
    ({key}) => /\/model-\d+-of-\d+\.safetensors$/.test(key) && !key.includes('checkpoint'),
  );
  const sizes = shards.map(({body, size}) => ({announced: readHead(body).size, size}));
  if (!files.has('config.json')) found.push('no-config');
  if (!files.has('tokenizer.json') && !files.has('tokenizer.model')) found.push('no-tokenizer');
  if (/Next|Gemma|Phi|Falcon|Nemotron|Deepseek/.test(config.architectures?.[0])) found.push('architecture');
  if (config.max_position_embeddings >= 128_000) found.push('context');
  if (sizes.some(({announced, size}) => size < announced)) found.push('truncated');
  if (sizes.reduce((sum, {size}) => sum + size, 0) > 200e9) found.push('too-large');
  const heads = new Map(shards.map(({key, body}) => [key.split('/').at(-1) ?? '', readHead(body).tensors]));
  for (const [tensor, file] of Object.entries(map)) {
    if (!heads.get(String(file))?.[tensor]) found.push(`no ${tensor} in ${file}`);
  }
  const query = [...heads.values()].map(head => head['model.layers.0.self_attn.q_proj.weight']).find(Boolean);
  if (query && config.head_dim && query.shape[0] !== config.num_attention_heads * config.head_dim) found.push('shape');
  return found;
};

describe('the files of each family', () => {
  it.each(SHAPE_NAMES)('%s', name => {
    const files = modelFiles({shape: name, hasChatTemplate: true, defect: undefined});
    const objects = files.map(({name: key, body, size}) => ({
      key: `p/${key}`,
      body: Buffer.from(body),
      size: size ?? body.length,
    }));
    expect(defectsOf(filesIn(objects as never, 'p/'))).toEqual([]);
  });

  it.each(SHAPE_NAMES)('an adapter for %s is as long as its header says, and adapts tensors of the model', name => {
    const files = modelFiles({shape: name, hasChatTemplate: true, defect: {kind: 'adapter'}});
    const adapter = files.find(file => file.name === 'adapter_model.safetensors');
    const {tensors, size} = readHead(Buffer.from(adapter?.body ?? ''));
    expect(adapter?.size).toBe(size);
    const whole = modelFiles({shape: name, hasChatTemplate: true, defect: undefined});
    const index = String(whole.find(file => file.name === 'model.safetensors.index.json')?.body);
    expect(Object.keys(tensors).length).toBeGreaterThan(0);
    for (const tensor of Object.keys(tensors)) {
      expect(index).toContain(`"${tensor.replace(/^base_model\.model\./, '').replace(/lora_[AB]\./, '')}"`);
    }
  });

  it('take as much as such models do', () => {
    const sizes = SHAPE_NAMES.map(name => {
      const files = modelFiles({shape: name, hasChatTemplate: true, defect: undefined});
      return [name, Math.round(files.reduce((sum, {size = 0}) => sum + size, 0) / 1e9)];
    });
    expect(Object.fromEntries(sizes)).toMatchObject({
      'llama-3-8b': 16,
      'llama-3.1-70b': 141,
      'mistral-7b': 14,
      'mixtral-8x7b': 93,
      'qwen2.5-7b': 15,
      'qwen3-30b-a3b': 61,
      'flan-t5-xl': 6,
    });
  });
});

const WORLD = createWorld({now: () => NOON, jobs: 2000});
const buckets = bucketsOf(WORLD);

const filesAt = (s3Uri: string) => {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(s3Uri) ?? [];
  return filesIn(buckets.find(bucket)?.list(prefix) ?? [], prefix);
};

const failures = WORLD.jobs.flatMap(job => (job.defect ? [{job, defect: job.defect}] : []));
const kinds = [...new Map(failures.map(each => [each.defect.kind, each])).values()];

it.each([
  ['a/v1/', 'a/v1-fixed/'],
  ['a/v1-fixed/', 'a/v1-fixed2/'],
  ['a/v1-fixed2/', 'a/v1-fixed3/'],
  ['a/2/', 'a/2-fixed/'],
])('the correction of %s is %s', (prefix, corrected) => {
  expect(correctedPrefix(prefix)).toBe(corrected);
});

describe('the files of failed jobs', () => {
  it('every one has the defect that it reports, and no other job has its prefix', () => {
    const places = WORLD.jobs.map(({s3Uri}) => s3Uri);
    expect(new Set(places).size).toBe(places.length);
    expect(failures.length).toBeGreaterThan(150);
    for (const {job, defect} of failures.slice(-40)) expect(defectsOf(filesAt(job.s3Uri))).toEqual([defect.kind]);
  });

  it('there are all kinds of defects', () => {
    expect(kinds.map(({defect}) => defect.kind).sort()).toEqual(
      ['adapter', 'architecture', 'context', 'no-config', 'no-tokenizer', 'shape', 'too-large', 'truncated'].sort(),
    );
  });

  it.each(kinds.map(each => [each.defect.kind, each] as const))('%s: exactly that defect', (kind, {job}) => {
    expect(defectsOf(filesAt(job.s3Uri))).toEqual([kind]);
  });

  it.each(kinds.map(each => [each.defect.kind, each] as const))('%s: corrected beside it', (_, {job}) => {
    let corrected = correctedPrefix(job.s3Uri);
    // Some imports of corrected files failed as well.
    while (failures.some(other => other.job.s3Uri === corrected)) corrected = correctedPrefix(corrected);
    expect(defectsOf(filesAt(corrected))).toEqual([]);
  });

  it('have the details that the message gives', () => {
    const ofKind = <K extends Defect['kind']>(kind: K) => failures.filter(({defect}) => defect.kind === kind);
    for (const {job} of ofKind('too-large')) {
      const total = Number(/(?:take|hold) ([\d.]+) GB/.exec(job.failureMessage ?? '')?.[1]);
      const shards = [...filesAt(job.s3Uri)].filter(([name]) => /^model-.*\.safetensors$/.test(name));
      const sum = shards.reduce((all, [, {size}]) => all + size, 0);
      expect(Math.abs(sum / 1e9 - total)).toBeLessThan(0.05);
      const count = /: (\d+) files/.exec(job.failureMessage ?? '')?.[1];
      if (count !== undefined) expect(shards).toHaveLength(Number(count));
    }
    const sized = ofKind('adapter').filter(({job}) => job.failureMessage?.includes(' MB)'));
    expect(sized.length).toBeGreaterThan(0);
    for (const {job} of sized) {
      const {size = 0} = filesAt(job.s3Uri).get('adapter_model.safetensors') ?? {};
      expect(job.failureMessage).toContain(`adapter_model.safetensors (${(size / 1e6).toFixed(1)} MB)`);
    }
    for (const {job} of ofKind('truncated')) {
      const [shard = ''] = job.failureMessage?.split(' ') ?? [];
      const file = filesAt(job.s3Uri).get(shard);
      expect(file?.size).toBeLessThan(readHead(file?.body ?? Buffer.alloc(0)).size);
    }
    for (const {job} of ofKind('architecture')) {
      const [, name] = /architecture '(\w+)'/.exec(job.failureMessage ?? '') ?? [];
      expect(String(filesAt(job.s3Uri).get('config.json')?.body)).toContain(`"${name}"`);
    }
    for (const {job} of ofKind('shape')) {
      const [, tensor, rows] =
        /'(.*?)' has the shape \[4096, 4096\]; config.json asks for \[(\d+)/.exec(job.failureMessage ?? '') ?? [];
      const files = filesAt(job.s3Uri);
      expect([...files.values()].some(({body}) => Buffer.from(body).includes(`"${tensor}"`))).toBe(true);
      const {num_attention_heads: heads, head_dim: size} = JSON.parse(String(files.get('config.json')?.body));
      expect(heads * size).toBe(Number(rows));
    }
  });
});

it('the files of a job that did not fail because of them are complete', () => {
  const others = WORLD.jobs.filter(({defect}) => !defect).slice(-60);
  expect(others.some(({status}) => status === 'Failed')).toBe(true);
  for (const {s3Uri} of others) expect(defectsOf(filesAt(s3Uri))).toEqual([]);
});

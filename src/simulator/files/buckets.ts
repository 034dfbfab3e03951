/** The buckets of a world: those that were given to it, and those that its jobs name, with files that fit each job. */
import {createHash} from 'node:crypto';
import type {BucketChoice, ObjectChoice} from '../world/bucket.ts';
import type {JobRecord} from '../world/job-record.ts';
import {correctedPrefix, locationOf} from '../world/s3-location.ts';
import type {World} from '../world/world.ts';
import {type ModelFile, modelFiles} from './model-files.ts';
import {shapeName} from './model-shapes.ts';

export interface StoredObject {
  readonly key: string;
  /** Its first bytes. Zeros follow up to `size`. */
  readonly body: Uint8Array;
  readonly size: number;
  readonly modifiedAt: number;
  readonly etag: string;
  readonly storageClass: string;
  readonly isDenied: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly deniesList: boolean;
  readonly deniesGet: boolean;
  readonly wrongRegion: 301 | 400;
  /** The objects whose keys begin with `prefix`, in the order of S3: by the bytes of their keys. */
  readonly list: (prefix: string) => readonly StoredObject[];
  readonly find: (key: string) => StoredObject | undefined;
}

const PART = 8 * 1024 * 1024;

/** Made up from the key and the size. Objects that were uploaded in parts have their number at the end. */
const etagOf = (key: string, size: number): string => {
  const hash = createHash('md5').update(`${key} ${size}`).digest('hex');
  return `"${hash}${size > PART ? `-${Math.ceil(size / PART)}` : ''}"`;
};

const stored = (choice: ObjectChoice, at: number): StoredObject => {
  const body = typeof choice.body === 'string' ? Buffer.from(choice.body) : (choice.body ?? Buffer.alloc(0));
  const size = choice.size ?? body.length;
  return {
    key: choice.key,
    body,
    size,
    modifiedAt: choice.modifiedAt ?? at,
    etag: etagOf(choice.key, size),
    storageClass: choice.storageClass ?? 'STANDARD',
    isDenied: choice.isDenied ?? false,
  };
};

/** UTF-16 and UTF-8 have the same order, except for characters from U+D800 on. */
const NEEDS_BYTES = /[\ud800-\uffff]/;
const byKey = ({key: a}: {key: string}, {key: b}: {key: string}): number => {
  if (NEEDS_BYTES.test(a) && NEEDS_BYTES.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
};

const givenBucket = (choice: BucketChoice, world: World): Bucket => {
  const objects = (choice.objects ?? []).map(each => stored(each, world.begin)).sort(byKey);
  const byName = new Map(objects.map(each => [each.key, each]));
  return {
    name: choice.name,
    region: choice.region ?? world.region,
    deniesList: choice.denies?.includes('list') ?? false,
    deniesGet: choice.denies?.includes('get') ?? false,
    wrongRegion: choice.wrongRegion ?? 301,
    list: prefix => objects.filter(({key}) => key.startsWith(prefix)),
    find: key => byName.get(key),
  };
};

/** A model that the files of a prefix make up. */
interface Site {
  readonly prefix: string;
  readonly files: () => readonly ModelFile[];
  readonly modifiedAt: number;
}

const HOUR = 3_600_000;

const sitesOf = (job: JobRecord, prefix: string): readonly Site[] => {
  const {architecture, instructSupported: hasChatTemplate} = job.modelKind;
  const plan = {shape: shapeName(architecture, `${job.name} ${job.modelName} ${job.s3Uri}`), hasChatTemplate};
  const modifiedAt = job.createdAt - HOUR;
  const site = {prefix, files: () => modelFiles({...plan, defect: job.defect}), modifiedAt};
  if (!job.defect || job.defect.kind === 'no-files' || prefix === '') return [site];
  const fixed = {
    prefix: correctedPrefix(prefix),
    files: () => modelFiles({...plan, defect: undefined}),
    modifiedAt,
  };
  return [site, fixed];
};

const madeBucket = (name: string, jobs: ReadonlyMap<string, JobRecord>, world: World): Bucket => {
  const sites = new Map<string, Site>();
  for (const [prefix, job] of jobs) {
    const [own, fixed] = sitesOf(job, prefix);
    if (own) sites.set(prefix, own);
    if (fixed && !jobs.has(fixed.prefix)) sites.set(fixed.prefix, fixed);
  }
  const objectsOf = ({prefix, files, modifiedAt}: Site, asked: string): StoredObject[] =>
    files()
      .filter(file => `${prefix}${file.name}`.startsWith(asked))
      .map(({name: file, body, size}) => stored({key: `${prefix}${file}`, body, size}, modifiedAt));
  const list = (asked: string) => {
    const near = [...sites.values()].filter(({prefix}) => prefix.startsWith(asked) || asked.startsWith(prefix));
    return near.flatMap(site => objectsOf(site, asked)).sort(byKey);
  };
  return {
    ...{name, region: world.region, deniesList: false, deniesGet: false, wrongRegion: 301, list},
    find: key => list(key).find(each => each.key === key),
  };
};

/** The latest job of each prefix, by bucket. */
const jobsByPlace = (world: World): ReadonlyMap<string, Map<string, JobRecord>> => {
  const buckets = new Map<string, Map<string, JobRecord>>();
  for (const job of world.jobs) {
    const {bucket, prefix} = locationOf(job.s3Uri);
    const jobs = buckets.get(bucket) ?? new Map<string, JobRecord>();
    jobs.set(prefix, job);
    buckets.set(bucket, jobs);
  }
  return buckets;
};

export interface Buckets {
  find(name: string): Bucket | undefined;
}

/** What the buckets contain follows the world's jobs. */
const createBuckets = (world: World): Buckets => {
  const given = new Map(world.buckets.map(choice => [choice.name, givenBucket(choice, world)]));
  let count = -1;
  let places = jobsByPlace(world);
  return {
    find: name => {
      if (world.jobs.length !== count) {
        count = world.jobs.length;
        places = jobsByPlace(world);
      }
      const jobs = places.get(name);
      return given.get(name) ?? (jobs && madeBucket(name, jobs, world));
    },
  };
};

const bucketsByWorld = new WeakMap<World, Buckets>();

/** The buckets of a world, made when they are first asked for. */
export const bucketsOf = (world: World): Buckets => {
  const buckets = bucketsByWorld.get(world) ?? createBuckets(world);
  bucketsByWorld.set(world, buckets);
  return buckets;
};

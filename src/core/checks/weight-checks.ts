/** Checks of the weights: the files that are there, and what their headers say. */
import {plural} from '../text/format.ts';
import {type Check, type Finding, fail, notChecked, pass, type Source, warn} from './check.ts';
import {
  CONFIG,
  INDEX,
  isSafetensors,
  isWeights,
  type ModelFiles,
  membersOf,
  objectIn,
  unreadIn,
} from './model-files.ts';

const GUIDE: Source = {text: 'Amazon Bedrock User Guide, Import a customized model', date: '2025-11'};
const FORMAT: Source = {text: 'safetensors format', date: '2025-11'};

const PICKLED = /\.(?:bin|pt|pth|ckpt)$/;

const namesOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;

const weightsOf = ({files}: ModelFiles): readonly string[] => files.map(({name}) => name).filter(isWeights);

const filesThere = ({files, below}: ModelFiles): Finding => {
  const more = below.isPartial ? 'more than ' : '';
  const others = below.count > 0 ? `; ${more}${plural(below.count, 'file')} in folders below do not count` : '';
  if (files.length === 0) return fail(`there are no files here${others}`);
  const text = `${plural(files.length, 'file')} here${others}`;
  return below.hasWeights
    ? warn(`${text}, although safetensors are among them: Bedrock reads only files directly here`)
    : pass(text);
};

const safetensors = (model: ModelFiles): Finding => {
  const weights = weightsOf(model);
  if (weights.length > 0) return pass(plural(weights.length, 'safetensors file'));
  const pickled = model.files.map(({name}) => name).filter(name => PICKLED.test(name));
  if (pickled.length > 0) {
    return fail(
      `the weights are pickled (${namesOf(pickled)}); save them as safetensors, the only format that Bedrock imports`,
    );
  }
  return fail('there is no safetensors file with weights');
};

const noAdapter = ({files}: ModelFiles): Finding => {
  const found = files.map(({name}) => name).filter(name => /^adapter_(?:config\.json|model\.)/.test(name));
  return found.length > 0
    ? fail(`this is an adapter (${namesOf(found)}); merge it into its base model, and import that`)
    : pass('no adapter');
};

/** The shard of each tensor, as the index has them. */
const weightMap = (model: ModelFiles): ReadonlyMap<string, string> | string | undefined => {
  const index = objectIn(model, INDEX);
  if (!index) return undefined;
  if (!index.ok) return `${INDEX}: ${index.reason}`;
  const map = index.value.weight_map;
  if (typeof map !== 'object' || map === null) return `${INDEX} has no weight_map`;
  const entries = Object.entries(map);
  const wrong = entries.find(([, shard]) => typeof shard !== 'string');
  return wrong ? `${INDEX} names no shard for ${wrong[0]}` : new Map(entries as [string, string][]);
};

const shardsThere = (model: ModelFiles): Finding => {
  const unread = unreadIn(model, [INDEX]);
  if (unread !== undefined) return notChecked(unread);
  const map = weightMap(model);
  const there = new Set(weightsOf(model));
  if (map === undefined) {
    if (there.size === 0) return notChecked('there is no safetensors file');
    const isSplit = [...there].some(name => /-\d{5}-of-\d{5}\./.test(name));
    return isSplit ? fail(`the weights are split into shards, but ${INDEX} is missing`) : pass('one file, no index');
  }
  if (typeof map === 'string') return fail(map);
  const missing = [...new Set(map.values())].filter(shard => !there.has(shard));
  return missing.length > 0
    ? fail(`${namesOf(missing)}: in the index, but not here`)
    : pass(`all ${new Set(map.values()).size} shards of the index are here`);
};

/** That the head of a file could not be read. */
const unreadHead = (model: ModelFiles): string | undefined =>
  unreadIn(model, [...model.unread.keys()].filter(isSafetensors));

const headsValid = (model: ModelFiles): Finding => {
  const {heads} = model;
  const wrong = [...heads].flatMap(([name, head]) => (head.ok ? [] : [`${name}: ${head.reason}`]));
  const unread = unreadHead(model);
  if (wrong.length === 0 && unread !== undefined) return notChecked(unread);
  if (heads.size === 0) return notChecked('there is no safetensors file');
  return wrong.length > 0 ? fail(namesOf(wrong)) : pass(`valid in ${plural(heads.size, 'file')}`);
};

const lengths = (model: ModelFiles): Finding => {
  const {files, heads} = model;
  const wrong: string[] = [];
  let checked = 0;
  for (const {name, size} of files) {
    const head = heads.get(name);
    if (!head?.ok) continue;
    checked += 1;
    const {fileSize} = head.value;
    if (size < fileSize) wrong.push(`${name} ends after ${size} of ${fileSize} bytes`);
    if (size > fileSize) wrong.push(`${name} has ${size - fileSize} bytes too many`);
  }
  const unread = unreadHead(model);
  if (wrong.length === 0 && unread !== undefined) return notChecked(unread);
  if (checked === 0) return notChecked('no header could be read');
  return wrong.length > 0
    ? fail(`${namesOf(wrong)}: an upload or download that did not finish?`)
    : pass(`${plural(checked, 'file')} as long as ${checked === 1 ? 'its header says' : 'their headers say'}`);
};

const indexTensors = (model: ModelFiles): Finding => {
  const map = weightMap(model);
  if (map === undefined) return notChecked(unreadIn(model, [INDEX]) ?? 'there is no index');
  if (typeof map === 'string') return notChecked('the index cannot be read');
  const wrong: string[] = [];
  let checked = 0;
  const tensorsOf = new Map(
    [...model.heads].map(([name, head]) => [name, head.ok ? new Set(head.value.tensors.map(t => t.name)) : undefined]),
  );
  for (const [tensor, shard] of map) {
    const tensors = tensorsOf.get(shard);
    if (!tensors) continue;
    checked += 1;
    if (!tensors.has(tensor)) wrong.push(`${tensor} is not in ${shard}`);
  }
  const unread = unreadIn(model, map.values());
  if (wrong.length === 0 && unread !== undefined) return notChecked(unread);
  if (checked === 0) return notChecked('no shard of the index could be read');
  return wrong.length > 0 ? fail(namesOf(wrong)) : pass(`all ${checked} tensors are where the index puts them`);
};

const GIGABYTE = 1_000_000_000;

const isMultimodal = (model: ModelFiles): boolean => {
  const config = membersOf(model, CONFIG);
  return config.vision_config !== undefined || /mllama|_vl\b/i.test(String(config.model_type ?? ''));
};

const totalSize = (model: ModelFiles): Finding => {
  const {files, heads, unread} = model;
  const sizes = files.flatMap(({name, size}) => {
    const head = heads.get(name);
    if (head?.ok) return [head.value.fileSize];
    return isSafetensors(name) && unread.has(name) ? [size] : [];
  });
  if (sizes.length === 0) return notChecked('no header could be read');
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const max = isMultimodal(model) ? 100 : 200;
  const text = `${(total / GIGABYTE).toFixed(total < 10 * GIGABYTE ? 2 : 0)} GB of weights`;
  return total >= max * GIGABYTE
    ? warn(`${text}; AWS names less than ${max} GB as the limit of ${max === 100 ? 'multimodal' : 'text'} models`)
    : pass(text);
};

export const WEIGHT_CHECKS: readonly Check[] = [
  {id: 'files', what: 'files directly here', source: GUIDE, run: filesThere},
  {id: 'safetensors', what: 'weights as safetensors', source: GUIDE, run: safetensors},
  {
    id: 'adapter',
    what: 'no adapter',
    source: {text: 'reports of imports that failed', date: '2026-09'},
    run: noAdapter,
  },
  {id: 'shards', what: 'every shard of the index', source: FORMAT, run: shardsThere},
  {id: 'headers', what: 'valid headers of the weights', source: FORMAT, run: headsValid},
  {id: 'lengths', what: 'weights as long as their headers say', source: FORMAT, run: lengths},
  {id: 'tensors', what: 'tensors where the index puts them', source: FORMAT, run: indexTensors},
  {id: 'size', what: 'size of the weights', source: GUIDE, run: totalSize},
];

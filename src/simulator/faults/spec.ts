/** Parses `name[=value][:option=value...]` into a fault, or into a sentence that says what is wrong with it. */
import {parseWorldName, WORLD_NAME_WANTED} from '../world/world-name.ts';
import {CHANGES} from './changes.ts';
import {OPERATIONS, S3_NAMES, VERBS} from './declared-exceptions.ts';
import {WIRE} from './delivery.ts';
import {EXCEPTION_FAULTS} from './exceptions.ts';
import {type Fault, type FaultKind, FLAG, numberRule, type Setting, type SettingRule} from './fault-kind.ts';
import {HOSTILE} from './hostile.ts';
import {REPEATS} from './repeats.ts';
import {REPLACEMENTS} from './replacements.ts';

/** All kinds of faults. Those that answer in place of the service come first. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...REPLACEMENTS,
  ...EXCEPTION_FAULTS,
  REPEATS,
  ...WIRE,
  ...CHANGES,
  HOSTILE,
];

const MAX_NUMBER = 1_000_000_000;

/** The options that all faults have. */
export const COMMON_OPTIONS: Readonly<Record<string, SettingRule & {readonly text: string}>> = {
  op: {
    placeholder: 'OPERATION',
    wanted: `an operation (${OPERATIONS.join(', ')}) or a group of operations (${VERBS.join(', ')}), or one of S3 (${S3_NAMES.join(', ')})`,
    read: text => [...OPERATIONS, ...VERBS, ...S3_NAMES].find(name => name === text),
    text: `Affects only these requests: an operation, or ${VERBS.join(', ')}; of S3: ${S3_NAMES.join(', ')}.`,
  },
  times: {...numberRule('N', 1, MAX_NUMBER), text: 'Affects only the first N requests.'},
  after: {...numberRule('N', 0, MAX_NUMBER), text: 'Skips the first N requests.'},
  every: {...numberRule('N', 1, MAX_NUMBER), text: 'Affects only every Nth request.'},
  from: {...numberRule('SECONDS', 0, MAX_NUMBER), text: 'Begins this long after the simulator starts.'},
  for: {...numberRule('SECONDS', 0, MAX_NUMBER), text: 'Ends this long after it begins.'},
  world: {
    placeholder: 'REGION/ACCOUNT',
    wanted: WORLD_NAME_WANTED,
    read: text => (parseWorldName(text) ? text : undefined),
    text: 'Affects only this world. Without it, each world has the fault, and counts its own requests.',
  },
};

/** The syntax of `kind` as shown in the help. */
export const syntaxOf = ({name, value}: FaultKind): string =>
  value === undefined ? name : `${name}=${value.placeholder}`;

type Read<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly reason: string};

const bad = (reason: string): Read<never> => ({ok: false, reason});

/** A name, and the text after the first “=”, which is undefined if there is none. */
const splitAtEquals = (part: string): readonly [string, string | undefined] => {
  const at = part.indexOf('=');
  return at === -1 ? [part, undefined] : [part.slice(0, at), part.slice(at + 1)];
};

const readSetting = (name: string, text: string | undefined, rule: SettingRule): Read<Setting> => {
  if (text === undefined || text === '') return bad(`${name} needs a value: ${name}=${rule.placeholder}`);
  const value = rule.read(text);
  return value === undefined ? bad(`${name} must be ${rule.wanted} (got “${text}”)`) : {ok: true, value};
};

const readOption = (name: string, text: string | undefined, rule: SettingRule | typeof FLAG): Read<Setting> => {
  if (rule !== FLAG) return readSetting(name, text, rule);
  return text === undefined ? {ok: true, value: true} : bad(`${name} takes no value`);
};

const readOptions = (parts: readonly string[], kind: FaultKind): Read<Record<string, Setting>> => {
  const rules: Readonly<Record<string, SettingRule | typeof FLAG>> = {...kind.options, ...COMMON_OPTIONS};
  const options: Record<string, Setting> = {};
  for (const part of parts) {
    const [name, text] = splitAtEquals(part);
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return bad(`unknown option “${name}” of ${kind.name}; its options are ${Object.keys(rules).join(', ')}`);
    if (Object.hasOwn(options, name)) return bad(`${name} is given twice`);
    const setting = readOption(name, text, rule);
    if (!setting.ok) return setting;
    options[name] = setting.value;
  }
  return {ok: true, value: options};
};

/** The fault that `spec` describes, or the reason why it is invalid, without a full stop. */
export const parseFault = (spec: string): Read<Fault> => {
  const [head = '', ...parts] = spec.trim().split(':');
  const [name, text] = splitAtEquals(head);
  const kind = FAULT_KINDS.find(each => each.name === name);
  if (!kind) {
    const problem = name === '' ? 'a fault is missing' : `unknown fault “${name}”`;
    return bad(`${problem}; the faults are ${FAULT_KINDS.map(each => each.name).join(', ')}`);
  }
  if (kind.value === undefined && text !== undefined) return bad(`${name} takes no value`);
  const value = kind.value && readSetting(name, text, kind.value);
  if (value?.ok === false) return value;
  const options = readOptions(parts, kind);
  if (!options.ok) return options;
  const fault: Fault = {name, value: value?.value, options: options.value};
  const problem = kind.problem?.(fault);
  return problem === undefined ? {ok: true, value: fault} : bad(problem);
};

/** The spec that describes `fault`; the reverse of `parseFault`. */
export const specOf = ({name, value, options = {}}: Fault): string =>
  [[name, value] as const, ...Object.entries(options)]
    .map(([key, setting]) => (setting === undefined || setting === true ? key : `${key}=${setting}`))
    .join(':');

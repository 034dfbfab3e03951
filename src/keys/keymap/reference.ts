/** The keys described for people: the sections of the help, and the table in docs/keys.md, both from the keymap. */
import type {HelpEntry, HelpSection, HelpText} from '../../core/state/help-text.ts';
import type {Context} from '../../core/state/select.ts';
import {CHOICE_KEYS, FIELD_KEYS} from '../field/field-edit.ts';
import {keyText} from '../input/key-names.ts';
import {type CommandId, commandOf, GROUPS} from './commands.ts';
import type {Keymap} from './keymap.ts';

const keysText = (keys: readonly string[] = []): string => keys.map(keyText).join(' ');

/** The commands used most. They are in the first section, and in no other. */
const COMMON: readonly CommandId[] = ['down', 'up', 'detail', 'search', 'status', 'refresh', 'back', 'help', 'quit'];

/** Two directions of one movement share a line, with the keys of the first before those of the second. */
const PAIRS: Readonly<Partial<Record<CommandId, {readonly second: CommandId; readonly text: string}>>> = {
  down: {second: 'up', text: 'down, up'},
  'half-down': {second: 'half-up', text: 'half a page down, up'},
  'recall-older': {second: 'recall-newer', text: 'earlier, later search'},
  'shorter-period': {second: 'longer-period', text: 'shorter, longer period (7, 30, 90 days)'},
  'next-field': {second: 'previous-field', text: 'next, previous field'},
  'next-match': {second: 'previous-match', text: 'next, previous match'},
  'scroll-left': {second: 'scroll-right', text: 'scroll to the left, to the right'},
  'next-job': {second: 'previous-job', text: 'next, previous job'},
  'next-model': {second: 'previous-model', text: 'next, previous model'},
  'next-input': {second: 'previous-input', text: 'next, previous field'},
  'next-command': {second: 'previous-command', text: 'next, previous command'},
  'sort-name': {second: 'sort-status', text: 'sort loaded jobs by name, by status; reversed; off'},
  attempts: {second: 'compare', text: 'attempts at the same import; compare marked jobs'},
  jobs: {second: 'models', text: 'jobs, imported models'},
  events: {second: 'reasons', text: 'events of this run, reasons of failures'},
  import: {second: 'import-again', text: 'import a model; again with the values of this job'},
  'choose-profiles': {second: 'choose-regions', text: 'profiles, regions: choose one or several'},
  mark: {second: 'clear-marks', text: 'mark or unmark the job; remove all marks'},
};
const SECONDS: ReadonlySet<string> = new Set(Object.values(PAIRS).map(({second}) => second));

const entryOf = (keymap: Keymap, context: Context, id: CommandId): HelpEntry => {
  const bound = keymap.boundIn(context);
  const pair = PAIRS[id];
  const keys = [...(bound.get(id) ?? []), ...(pair ? (bound.get(pair.second) ?? []) : [])];
  return {keys: keysText(keys), text: pair?.text ?? commandOf(id).title};
};

const entriesOf = (keymap: Keymap, context: Context, isWanted: (id: CommandId) => boolean): readonly HelpEntry[] =>
  [...keymap.boundIn(context).keys()]
    .filter(id => isWanted(id) && !SECONDS.has(id))
    .map(id => entryOf(keymap, context, id));

/** The commands of a context whose keys are not those of the list; the ones in every context are shown with the list. */
const ownEntries = (keymap: Keymap, context: Context): readonly HelpEntry[] => {
  const bound = keymap.boundIn(context);
  const onList = keymap.boundIn('list');
  const everywhere = keymap.boundIn('too-small');
  const isOwn = (id: CommandId) =>
    commandOf(id).group !== 'Move' && !everywhere.has(id) && keysText(onList.get(id)) !== keysText(bound.get(id));
  return entriesOf(keymap, context, isOwn);
};

/** The first edits of a text field come in two directions, which share a line. */
const FIELD_PAIRS = 5;
const fieldEntries = (): readonly HelpEntry[] => {
  const rows = FIELD_KEYS.map(([[key = ''], text]) => ({keys: keyText(key), text}));
  const pairs = Array.from({length: FIELD_PAIRS}, (_, i) => rows.slice(2 * i, 2 * i + 2));
  const paired = pairs.map(pair => ({
    keys: pair.map(({keys}) => keys).join(' '),
    text: pair.map(({text}) => text).join(', '),
  }));
  return [...paired, ...rows.slice(2 * FIELD_PAIRS)];
};

const CHOICES: HelpEntry = {keys: keysText(CHOICE_KEYS), text: 'previous, next choice'};

/** The signs in the list. */
const LEGEND: readonly HelpEntry[] = [
  {keys: '>', text: 'the selected job'},
  {keys: '*', text: 'a job that has just ended or is new'},
  {keys: '+', text: 'a marked job'},
  {keys: '#', text: 'a marked job that has just ended or is new'},
];

/** Every key, the common ones first. */
export const helpText = (keymap: Keymap): HelpText => {
  const own = (title: string, context: Context, more: readonly HelpEntry[] = []): HelpSection => ({
    title,
    entries: [...ownEntries(keymap, context), ...more],
    contexts: [context],
  });
  const contexts = ['list'];
  const common = COMMON.filter(id => keymap.boundIn('list').has(id) && !SECONDS.has(id));
  return [
    {title: 'In the list of jobs', entries: common.map(id => entryOf(keymap, 'list', id)), contexts},
    ...GROUPS.map(group => ({
      title: group,
      entries: entriesOf(keymap, 'list', id => commandOf(id).group === group && !COMMON.includes(id)),
      contexts,
    })),
    {title: 'Legend', entries: LEGEND, contexts},
    own('In the detail and JSON', 'detail'),
    own('In the copy menu', 'copy'),
    own('On the models screen', 'models'),
    own("In a model's detail", 'model'),
    own("In a model's copy menu", 'model-copy'),
    own('On the tags screen', 'tags'),
    own('In a form', 'form', [CHOICES]),
    own('Before an import', 'review'),
    own('In the palette', 'palette'),
    own('In a list of profiles or regions', 'choose'),
    {
      ...own('On the connections screen', 'connections', [entryOf(keymap, 'sign-in', 'run-sign-in')]),
      contexts: ['connections', 'connection'],
    },
    {title: 'In the help', entries: [entryOf(keymap, 'help', 'filter-help')], contexts: []},
    own('In a comparison', 'compare'),
    own('In the reasons of failures', 'reasons'),
    own('While searching', 'search'),
    own('In the filter form', 'filters', [CHOICES]),
    {title: 'In a text field', entries: fieldEntries(), contexts: ['filters']},
    own('On the setup screen', 'setup'),
  ];
};

/** The table of keys in docs/keys.md, in Markdown. */
export const keyTable = (keymap: Keymap): string => {
  const rows = GROUPS.flatMap(group =>
    [...keymap.boundIn('list')]
      .filter(([id]) => commandOf(id).group === group)
      .map(([id, keys]) => `| ${keys.map(key => `\`${keyText(key)}\``).join(' ')} | ${commandOf(id).title} |`),
  );
  return ['| key | what it does |', '|---|---|', ...rows].join('\n');
};

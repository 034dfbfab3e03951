/** The flags of the terminal UI, read as options. */
import {PAGE_SIZE, type Query} from '../../core/domain/query.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {splitWords} from '../../core/text/shell-words.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {matchFlag, readMatch} from '../flags/match-flag.ts';
import {filterFlags, orderFlags, pageSizeFlag, queryProblem, readQuery} from '../flags/query-flags.ts';
import {readRefreshMs, refreshFlag} from '../flags/refresh-flag.ts';
import {numberFrom, valueReader} from '../flags/value-reader.ts';
import type {Words} from '../process/child.ts';

export interface TuiOptions extends ConnectionOptions {
  readonly kind: 'tui';
  readonly query: Query;
  /** Search everything that is loaded for this text from the start. */
  readonly match?: string | undefined;
  readonly refreshMs: number;
  /** Ring the bell when a job ends. */
  readonly hasBell: boolean;
  /** Notify through the terminal when a job ends, and show counts in the window's title. */
  readonly hasNotifications: boolean;
  /** Write for a screen reader; absent if the environment decides. */
  readonly isScreenReader?: true | undefined;
  /** The program that takes a text for the clipboard on its stdin, and its arguments. */
  readonly copyCommand?: Words | undefined;
  /** How long an ESC waits for the rest of a key; absent if the kind of line decides. */
  readonly escapeMs?: number | undefined;
}

const QUERY = 'Which jobs (can be changed in the UI)';
const WATCHING = 'Watching';
const SCREEN = 'Screen';

export const TUI_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  ...filterFlags(QUERY),
  matchFlag(
    QUERY,
    'Show only loaded jobs with all these words in name, model, status, ARN, failure message or S3 URI. !word: without it.',
  ),
  ...orderFlags(QUERY),
  pageSizeFlag(QUERY, PAGE_SIZE.default),
  refreshFlag(WATCHING, 'refreshes while a job is running'),
  {name: 'bell', group: WATCHING, text: 'Ring the terminal bell when a job ends.'},
  {
    name: 'notify',
    group: WATCHING,
    text: 'Have the terminal notify you when a job ends, and show the running and ended jobs in the window title.',
  },
  {
    name: 'screen-reader',
    group: SCREEN,
    text: 'Write sentences for a screen reader: the selected job first, without decoration.',
  },
  {
    name: 'copy-command',
    value: 'COMMAND',
    group: SCREEN,
    text: "Copy with this command, which gets the text on its standard input, for example wl-copy or 'xclip -selection clipboard' (default: through the terminal, by OSC 52).",
  },
  {
    name: 'escape-time',
    value: 'MS',
    group: SCREEN,
    text: 'Milliseconds that Esc waits for the rest of a key sequence, 0 to 1000 (default 25; 150 over ssh or on a serial line).',
  },
  DEBUG_FLAG,
];

const parseCommand = (text: string): Parsed<Words> => {
  const split = splitWords(text);
  if (!split.ok) return split;
  const [program, ...args] = split.value;
  return program === undefined ? bad('needs a command') : good([program, ...args]);
};

/** The options that the flags give, or the first problem with them. “7d” counts back from `now` (ms). */
export const readTuiOptions = (given: Given, now: number): Parsed<TuiOptions> => {
  const flags = valueReader(given);
  const options: TuiOptions = {
    kind: 'tui',
    ...readConnection(flags),
    query: readQuery(flags, now, PAGE_SIZE.default),
    match: readMatch(flags),
    refreshMs: readRefreshMs(flags),
    hasBell: flags.isOn('bell'),
    hasNotifications: flags.isOn('notify'),
    isScreenReader: flags.isOn('screen-reader') || undefined,
    copyCommand: flags.read('copy-command', parseCommand, undefined),
    escapeMs: flags.read('escape-time', numberFrom(0, 1000, true), undefined),
  };
  const problem = flags.problem() ?? connectionProblem(given) ?? queryProblem(options.query);
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};

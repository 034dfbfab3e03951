/** The file of --debug: a JSON object per line, readable by its owner only. Lines are written immediately, in case of a crash. */
import {closeSync, constants, fchmodSync, fstatSync, openSync, type Stats, writeSync} from 'node:fs';
import {cleanEntry, logSecretsOf} from '../../bedrock/call-log.ts';
import {profileChooser} from '../../bedrock/profiles/profile-choice.ts';
import type {CallLog, LogEntry} from '../../bedrock/settings.ts';
import {awsSettings, type Target} from '../../core/domain/target.ts';
import type {Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import type {ConnectionOptions} from '../flags/connection-flags.ts';
import {PROGRAM, VERSION} from '../process/about.ts';
import type {Environment} from '../process/environment.ts';
import {codeOf} from '../process/error-code.ts';

export interface DebugLog extends CallLog {
  /** Later entries are not written. */
  close(): void;
}

const OWNER_ONLY = 0o600;
// Symbolic links are not followed, and opening a named pipe does not wait for a reader. Windows has neither flag.
const FLAGS =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link',
  ENOENT: 'its directory does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is not a directory',
  ENXIO: 'it is not a regular file',
  EPERM: 'its permissions cannot be set to 600',
  EROFS: 'the file system is read-only',
};

const ownerProblem = (stats: Stats): string | undefined => {
  if (!stats.isFile()) return 'it is not a regular file';
  return process.getuid && stats.uid !== process.getuid() ? 'it belongs to another user' : undefined;
};

/** The open descriptor, or why it could not be opened. */
const openOwn = (path: string): Parsed<number> => {
  let fd: number | undefined;
  let reason: string | undefined;
  try {
    fd = openSync(path, FLAGS, OWNER_ONLY);
    reason = ownerProblem(fstatSync(fd));
    if (reason === undefined) fchmodSync(fd, OWNER_ONLY);
  } catch (error) {
    reason = REASONS[codeOf(error)] ?? (codeOf(error) || 'it cannot be opened');
  }
  if (fd !== undefined && reason === undefined) return {ok: true, value: fd};
  if (fd !== undefined) closeSync(fd);
  return {ok: false, reason: `--debug cannot write to ${plainText(path)}: ${reason ?? 'it cannot be opened'}`};
};

/** Writes lines to `fd`. Stops silently at the first line that cannot be written. */
const createLines = (fd: number) => {
  let isOpen = true;
  const close = () => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  const add = (line: string) => {
    if (!isOpen) return;
    try {
      for (let rest = Buffer.from(line); rest.length > 0; ) rest = rest.subarray(writeSync(fd, rest));
    } catch {
      close();
    }
  };
  return {add, close};
};

const jsonOf = (entry: LogEntry, secrets: readonly string[]): string | undefined => {
  try {
    return JSON.stringify(cleanEntry(entry, secrets));
  } catch {
    return undefined;
  }
};

/** The open log, or a clause that says why it cannot be written. */
export const openDebugLog = (path: string, environment: Environment): Parsed<DebugLog> => {
  const opened = openOwn(path);
  if (!opened.ok) return opened;
  const lines = createLines(opened.value);
  const secrets = logSecretsOf(environment);
  const write = (entry: LogEntry) => {
    const text = jsonOf(entry, secrets);
    if (text !== undefined) lines.add(`${text}\n`);
  };
  return {ok: true, value: {now: Date.now, write, close: lines.close}};
};

/** How the profile was chosen, without its name. */
const profileFrom = (target: Target, environment: Environment): string => {
  if (target.kind === 'demo') return 'demo';
  if (environment.AWS_BEARER_TOKEN_BEDROCK) return 'API key';
  return profileChooser(target.profile, environment) ?? 'none chosen';
};

/** The URL without user name, password, query and fragment. */
const addressOf = (text: string | undefined): string | undefined => {
  if (!text) return undefined;
  if (!URL.canParse(text)) return 'not an address';
  const {protocol, host, pathname} = new URL(text);
  return `${protocol}//${host}${pathname}`;
};

/** The options that the first line of the log shows. */
export type LoggedOptions = ConnectionOptions & {readonly kind: string; readonly refreshMs?: number};

/** The first line: the program, the system, and how it was started. */
export const startEntry = ({kind, target, targets, refreshMs}: LoggedOptions, environment: Environment): LogEntry => {
  const {region, endpointUrl} = awsSettings(target);
  return {
    at: new Date().toISOString(),
    event: 'start',
    command: kind,
    program: PROGRAM,
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    terminal: {
      term: environment.TERM,
      program: environment.TERM_PROGRAM,
      columns: process.stdout.columns,
      rows: process.stdout.rows,
    },
    profileFrom: profileFrom(target, environment),
    region: region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION,
    endpoint: addressOf(endpointUrl ?? (environment.AWS_ENDPOINT_URL_BEDROCK || environment.AWS_ENDPOINT_URL)),
    // Which of several profiles it is stays out of the log.
    connections: targets.length > 1 ? targets.map(each => each.region ?? null) : undefined,
    refreshMs,
  };
};

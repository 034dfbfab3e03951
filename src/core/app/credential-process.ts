/** A profile's credential_process: it may wait for a person, and it may write on the screen. */
import type {TargetId} from '../domain/target.ts';
import type {Step} from '../state/message.ts';
import type {State} from '../state/state.ts';
import {step, withConnection} from '../state/step.ts';

/** A process that has run for longer may be waiting for input. */
export const PROCESS_SLOW_MS = 3_000;

interface ProcessStart {
  readonly target: TargetId;
  readonly run: number;
  readonly profile: string;
}

export const processStarted = (state: State, {target, run, profile}: ProcessStart, at: number): State =>
  withConnection(state, target, {credentialProcess: {run, profile, since: at, isSlow: false}});

/** How long a notice says so over the list: as long as the search for credentials takes at most. */
const PROCESS_NOTICE_MS = 20_000;

const noticeOf = (profile: string): string => `The credential_process of profile ${profile} may be waiting for input`;

export const processSlow = (state: State, target: TargetId, at: number): State => {
  const connection = state.connections.get(target);
  const process = connection?.credentialProcess;
  if (!connection || !process) return state;
  const slow = withConnection(state, target, {credentialProcess: {...process, isSlow: true}});
  if (connection.link.kind !== 'connected') return slow;
  return {...slow, notice: {text: noticeOf(process.profile), until: at + PROCESS_NOTICE_MS}};
};

/** `state` without the process of a connection: it has ended, or nobody waits for it any more. */
export const withoutProcess = (state: State, target: TargetId): State => {
  const process = state.connections.get(target)?.credentialProcess;
  if (!process) return state;
  const isItsNotice = state.notice?.text === noticeOf(process.profile);
  const next = withConnection(state, target, {credentialProcess: undefined});
  return {...next, notice: isItsNotice ? undefined : state.notice};
};

/** A slow one may have written on the screen. Only the end of the run that is known counts. */
export const processEnded = (state: State, {target, run}: {target: TargetId; run: number}): Step => {
  const process = state.connections.get(target)?.credentialProcess;
  if (process?.run !== run) return step(state);
  const ended = withoutProcess(state, target);
  return process.isSlow ? step(ended, {kind: 'repaint'}) : step(ended);
};

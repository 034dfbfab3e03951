/** A profile's credential_process: it may wait for a person, and it may write on the screen. */
import type {Step} from './message.ts';
import {shellWord} from './shell-words.ts';
import type {State} from './state.ts';
import {step} from './step.ts';

/** Until then it is at work, as far as anybody can tell. */
export const PROCESS_SLOW_MS = 3_000;

/** The shell command after which no credential_process is needed. `profile` is plain text. */
export const exportCommand = (profile: string): string => {
  const flag = profile === 'default' ? '' : ` --profile ${shellWord(profile)}`;
  return `eval "$(aws configure export-credentials${flag} --format env)"`;
};

export const processStarted = (state: State, {run, profile}: {run: number; profile: string}, at: number): State => ({
  ...state,
  credentialProcess: {run, profile, since: at, isSlow: false},
});

/** Over a list that is there, a notice says so; the search for credentials gives up after as long. */
const NOTICE_MS = 20_000;

const noticeOf = (profile: string): string => `The credential_process of profile ${profile} may be waiting for input`;

export const processSlow = (state: State, at: number): State => {
  const {credentialProcess, link} = state;
  if (!credentialProcess) return state;
  const slow: State = {...state, credentialProcess: {...credentialProcess, isSlow: true}};
  const text = noticeOf(credentialProcess.profile);
  return link.kind === 'connected' ? {...slow, notice: {text, until: at + NOTICE_MS}} : slow;
};

/** `state` without a process: it has ended, or nobody waits for it any more. */
export const withoutProcess = (state: State): State => {
  const {credentialProcess, notice} = state;
  if (!credentialProcess) return state;
  const isItsNotice = notice?.text === noticeOf(credentialProcess.profile);
  return {...state, credentialProcess: undefined, notice: isItsNotice ? undefined : notice};
};

/** A slow one has asked something, which stands on the screen. Only the end of the run that is spoken of counts. */
export const processEnded = (state: State, run: number): Step => {
  const {credentialProcess} = state;
  if (credentialProcess?.run !== run) return step(state);
  const ended = withoutProcess(state);
  return credentialProcess.isSlow ? step(ended, {kind: 'repaint'}) : step(ended);
};

/** A change that a form sends to AWS: one request, and what became of it. */
import type {AppError} from '../../domain/app-error.ts';
import {errorSentences} from '../../domain/error-text.ts';
import type {Request} from '../../domain/ports.ts';
import {placeOf} from '../../screens/copy/copied-places.ts';
import {waitedSuffix} from '../../screens/shared/waiting.ts';
import type {Subject} from '../../state/acting-state.ts';
import type {FormId} from '../../state/action.ts';
import type {Step} from '../../state/message.ts';
import {mainConnection} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {step, withError} from '../../state/step.ts';
import {type AwsPlace, awsLine} from '../../text/aws-line.ts';
import {asking, withActing} from '../acting-step.ts';
import type {Form, FormNote} from './form-rules.ts';

const isSending = ({acting}: State): boolean => acting.change?.kind === 'sending';

/** Sends the change, unless one is under way. */
export const sendChange = (state: State, {target}: Pick<Subject, 'target'>, request: Request): Step =>
  isSending(state)
    ? step(state)
    : asking(state, {target, request}, (s, id) => withActing(s, {change: {kind: 'sending', id}}));

export const isChangeAnswer = ({acting: {change}}: State, id: number): boolean =>
  change?.kind === 'sending' && change.id === id;

export const changeFailed = (state: State, error: AppError, at: number): State =>
  withError(withActing(state, {change: {kind: 'failed', error}}), error, at);

export const withoutChange = (state: State): State =>
  state.acting.change?.kind === 'failed' ? withActing(state, {change: undefined}) : state;

/** Where the equivalent command of the AWS CLI sends its request. */
export const commandPlace = (state: State, target: Subject['target']): AwsPlace => {
  const {isDemo, ...place} = placeOf(state, state.connections.get(target) ?? mainConnection(state));
  return isDemo ? {region: place.region} : place;
};

export const commandLine = (
  state: State,
  {target}: Pick<Subject, 'target'>,
  [command, ...flags]: readonly [command: string, ...flags: readonly string[]],
): string => awsLine(command, flags, commandPlace(state, target));

/** What AWS has said of the change, or that the answer is awaited; none before it is sent. */
export const changeNotes = (state: State): readonly FormNote[] => {
  const {change} = state.acting;
  if (change?.kind === 'sending') return [{text: `Asking AWS …${waitedSuffix(state, change.id)}`}];
  if (change?.kind !== 'failed') return [];
  return errorSentences(change.error).map((text, i) => ({text, tone: i === 0 ? 'failure' : undefined}));
};

const CHANGING: readonly FormId[] = ['tag', 'untag', 'delete-model'];

/** The change of this form is on its way: no other form of a change can be opened meanwhile. */
export const isSent = (state: State, form: Form | undefined): boolean =>
  form !== undefined && isSending(state) && CHANGING.includes(form.form);

/** Why nothing can be sent now. */
export const noChange = (state: State): string | undefined =>
  isSending(state) ? 'AWS has not answered yet' : undefined;

/** A change that a form sends to AWS: one request, and what became of it. */
import type {AppError} from '../../domain/app-error.ts';
import {errorSentences} from '../../domain/error-text.ts';
import type {Request} from '../../domain/ports.ts';
import {placeOf} from '../../screens/copy/copied-places.ts';
import {waitedSuffix} from '../../screens/shared/waiting.ts';
import type {SentForm, Subject} from '../../state/acting-state.ts';
import type {Step} from '../../state/message.ts';
import {mainConnection, overlayOf} from '../../state/select.ts';
import type {Overlay, State} from '../../state/state.ts';
import {step, withError} from '../../state/step.ts';
import {type AwsPlace, awsLine} from '../../text/aws-line.ts';
import {asking, withActing} from '../acting-step.ts';
import type {FormNote} from './form-rules.ts';

const isSending = ({acting}: State): boolean => acting.change?.kind === 'sending';

const sentForm = (overlay: Overlay | undefined): SentForm | undefined =>
  overlay?.kind === 'form' ? {form: overlay.form, arn: overlay.of?.arn, values: overlay.values} : undefined;

const isSame = (a: SentForm, b: SentForm): boolean =>
  a.form === b.form && a.arn === b.arn && Object.keys(a.values).every(field => a.values[field] === b.values[field]);

/** Whether it is the form whose change is on its way: another one may be open by then. */
export const isSender = ({acting: {change}}: State, overlay: Overlay | undefined): boolean => {
  const form = sentForm(overlay);
  return form !== undefined && change?.kind === 'sending' && change.from !== undefined && isSame(change.from, form);
};

/** Sends the change, unless one is under way. */
export const sendChange = (state: State, {target}: Pick<Subject, 'target'>, request: Request): Step =>
  isSending(state)
    ? step(state)
    : asking(state, {target, request}, (s, id) =>
        withActing(s, {change: {kind: 'sending', id, from: sentForm(overlayOf(s))}}),
      );

export const isChangeAnswer = ({acting: {change}}: State, id: number): boolean =>
  change?.kind === 'sending' && change.id === id;

export const changeFailed = (state: State, error: AppError, at: number): State =>
  withError(withActing(state, {change: {kind: 'failed', error}}), error, at);

export const withoutChange = (state: State): State =>
  state.acting.change?.kind === 'failed' ? withActing(state, {change: undefined}) : state;

/** Where the equal command of the AWS CLI sends its request. */
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
  if (isSender(state, overlayOf(state)) && change?.kind === 'sending')
    return [{text: `Asking AWS …${waitedSuffix(state, change.id)}`}];
  if (change?.kind !== 'failed') return [];
  return errorSentences(change.error).map((text, i) => ({text, tone: i === 0 ? 'failure' : undefined}));
};

/** Why nothing can be sent now. */
export const noChange = (state: State): string | undefined =>
  !isSending(state)
    ? undefined
    : isSender(state, overlayOf(state))
      ? 'AWS has not answered yet'
      : 'the change before has not been answered yet';

/** A model's detail as fields: everything that the list and GetImportedModel tell, its tags, and how to invoke it. */
import {errorSentences, errorText} from '../../domain/error-text.ts';
import {isModelArn, type Model} from '../../domain/model.ts';
import {type DetailField, LABEL_WIDTH} from '../../jobs/detail-fields.ts';
import {modelFields} from '../../models/detail-fields.ts';
import {costText, invokeCommand, invokeNotes} from '../../models/invoke.ts';
import {placeOf} from '../../screens/copy/copied-places.ts';
import {troubleWords} from '../../screens/jobs/connections-line.ts';
import {waitedSuffix} from '../../screens/shared/waiting.ts';
import type {ActingDetail} from '../../state/acting.ts';
import {mainConnection} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {cut, wrap} from '../../text/wrap.ts';
import {inKeyOrder} from '../tags/tag-order.ts';
import {knownModel, modelEntry, targetOfModel} from './model-state.ts';

const LATER = '…';
/** Fields that GetImportedModel has for every model. */
const AWAITED: readonly string[] = ['Units', 'Source', 'Job', 'Job ARN'];

/** A key and a value each: team=search. Why they are not known is told in full on their own screen. */
export const tagsText = ({acting}: State, arn: string): string | undefined => {
  const entry = acting.tags.get(arn);
  if (!entry) return undefined;
  const {value, load} = entry;
  if (value)
    return value.length === 0
      ? 'none'
      : inKeyOrder(value)
          .map(tag => `${tag.key}=${tag.value}`)
          .join(', ');
  if (load.kind === 'loading') return 'asking AWS …';
  return load.kind === 'failed' ? `not known (${troubleWords(load.error)})` : undefined;
};

const tagsField = (state: State, arn: string): DetailField => {
  const tone = state.acting.tags.get(arn)?.value ? undefined : 'quiet';
  return {label: 'Tags', text: tagsText(state, arn) ?? LATER, tone};
};

/** The model is gone if AWS does not know its ARN. */
export const isDeleted = (state: State, arn: string): boolean => {
  const load = modelEntry(state, arn)?.load;
  return load?.kind === 'failed' && load.error.kind === 'not-found';
};

const problemFields = (state: State, arn: string): readonly DetailField[] => {
  const load = modelEntry(state, arn)?.load;
  if (load?.kind !== 'failed') return [];
  return isDeleted(state, arn)
    ? [{label: 'Status', text: 'deleted: AWS no longer has this model', tone: 'failure'}]
    : [{label: 'Error', text: errorText(load.error), tone: 'failure'}];
};

const askingText = (state: State, arn: string): string => {
  const load = modelEntry(state, arn)?.load;
  return load?.kind === 'loading' ? `asking AWS …${waitedSuffix(state, load.id)}` : 'asking AWS …';
};

/** Until the answer is there, its fields have their places. */
const withPlaces = (state: State, arn: string, fields: readonly DetailField[]): readonly DetailField[] => {
  const entry = modelEntry(state, arn);
  if (entry?.value || entry?.load.kind === 'failed') return fields;
  const first = askingText(state, arn);
  return fields.map(field => {
    const place = AWAITED.indexOf(field.label);
    return place < 0 || field.text !== undefined ? field : {...field, text: place === 0 ? first : LATER, tone: 'quiet'};
  });
};

/** The place of the runtime's command: an endpoint of Bedrock's control plane does not invoke models. */
export const invokeText = (state: State, model: Model): string => {
  const {profile, region} = placeOf(
    state,
    state.connections.get(targetOfModel(state, model.arn)) ?? mainConnection(state),
  );
  return invokeCommand(model, {profile, region});
};

const invokeFields = (state: State, model: Model): readonly DetailField[] => [
  {label: 'Invoke', text: invokeText(state, model)},
  ...invokeNotes(model).map(text => ({label: '', text, tone: 'quiet'}) as const),
  {label: 'Cost', text: costText(modelEntry(state, model.arn)?.value ?? {})},
];

/** It stands beside the name of a model that is there. */
const OF_TITLE = 'Architecture';
/** Few models have it, so it comes last: nothing moves when it arrives. */
const LATE = 'KMS key';

const fieldsOf = (state: State, model: Model): readonly DetailField[] => {
  const {arn} = model;
  const isGone = isDeleted(state, arn);
  const known = modelFields(model, modelEntry(state, arn)?.value);
  const early = known.filter(({label}) => label !== LATE && (isGone || label !== OF_TITLE));
  return [
    ...withPlaces(state, arn, early),
    ...(isGone ? [] : [tagsField(state, arn), ...invokeFields(state, model)]),
    ...known.filter(({label}) => label === LATE),
  ];
};

const rawOf = (state: State, arn: string): string => {
  const entry = modelEntry(state, arn);
  if (entry?.value) return entry.value.raw;
  if (entry?.load.kind === 'failed') return errorSentences(entry.load.error).join('\n');
  return askingText(state, arn);
};

/** What the full screen shows; undefined if the ARN is that of a job. */
export const modelDetailOf = (state: State, arn: string): ActingDetail | undefined => {
  if (!isModelArn(arn)) return undefined;
  const model = knownModel(state, arn);
  return {
    title: model?.name ?? arn,
    status: isDeleted(state, arn) ? 'deleted' : (model?.architecture ?? ''),
    reason: problemFields(state, arn),
    others: model ? fieldsOf(state, model) : withPlaces(state, arn, [{label: 'Units', text: undefined}]),
    raw: rawOf(state, arn),
  };
};

interface PaneLine {
  readonly label: string;
  readonly text: string;
  readonly tone?: DetailField['tone'];
}

/** The same cut to a pane. The last row says how many lines do not fit. */
export const modelPaneLines = (
  state: State,
  model: Model,
  {width, rows}: {readonly width: number; readonly rows: number},
): readonly PaneLine[] => {
  const fields = [...problemFields(state, model.arn), ...fieldsOf(state, model)];
  const lines = fields.flatMap(({label, text, tone}) =>
    text === undefined
      ? []
      : wrap(text, width - 2 - LABEL_WIDTH, state.settings.widthOf).map((part, i) => ({
          label: (i === 0 ? label : '').padEnd(LABEL_WIDTH),
          text: part,
          tone,
        })),
  );
  if (lines.length <= rows) return lines;
  const shown = lines.slice(0, Math.max(0, rows - 1));
  const rest = cut(`… ${plural(lines.length - shown.length, 'more line')}`, width - 2, state.settings.widthOf);
  return [...shown, {label: '', text: rest, tone: 'quiet'}];
};

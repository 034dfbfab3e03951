/** What can be copied of a model: each text, or why there is none; and the menu of them. */
import {isModelArn} from '../../domain/model.ts';
import {consoleUrl} from '../../jobs/console.ts';
import {fitsInRule} from '../../screens/copy/copied.ts';
import {troubleWords} from '../../screens/jobs/connections-line.ts';
import {selectedRow} from '../../screens/rows.ts';
import type {ModelCopyId} from '../../state/action.ts';
import type {Step} from '../../state/message.ts';
import {overlayOf, topOverlay} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {popped, pushed, step} from '../../state/step.ts';
import {awsFlag} from '../../text/aws-line.ts';
import {bad, good, type Parsed} from '../../text/parsed.ts';
import {plainJson, plainText} from '../../text/plain-text.ts';
import {commandLine} from '../forms/change.ts';
import {invokeText} from './model-lines.ts';
import {currentModelArn, knownModel, modelEntry, targetOfModel} from './model-state.ts';

type Copyable = Parsed<string>;

interface ModelCopy {
  /** What it is, in the menu and in messages. */
  readonly label: string;
  readonly name?: string;
  text(state: State, arn: string): Copyable;
}

const isDemo = (state: State, arn: string): boolean =>
  state.connections.get(targetOfModel(state, arn))?.target.kind === 'demo';

/** A text that only GetImportedModel knows. */
const ofDetail =
  (member: 's3Uri' | 'jobArn' | 'raw', lack: string): ModelCopy['text'] =>
  (state, arn) => {
    const entry = modelEntry(state, arn);
    const text = entry?.value?.[member];
    if (text !== undefined) return good(member === 'raw' ? plainJson(JSON.parse(text), 0) : text);
    if (entry?.value) return bad(lack);
    return bad(entry?.load.kind === 'failed' ? `not known (${troubleWords(entry.load.error)})` : 'asking AWS …');
  };

/** In the order of the menu. */
export const MODEL_COPIES: Readonly<Record<ModelCopyId, ModelCopy>> = {
  arn: {label: 'model ARN', text: (_, arn) => good(arn)},
  name: {
    label: 'model name',
    text: (state, arn) => {
      const model = knownModel(state, arn);
      return model ? good(model.name) : bad('asking AWS …');
    },
  },
  invoke: {
    label: 'invoke',
    name: 'command that invokes the model',
    text: (state, arn) => {
      const model = knownModel(state, arn);
      return model ? good(invokeText(state, model)) : bad('asking AWS …');
    },
  },
  source: {label: 'S3 URI', text: ofDetail('s3Uri', 'the model has no S3 URI')},
  job: {label: 'job ARN', text: ofDetail('jobArn', 'AWS does not say which job imported it')},
  json: {label: 'JSON', text: ofDetail('raw', 'there is no response')},
  aws: {
    label: 'AWS CLI',
    name: 'AWS CLI command',
    text: (state, arn) =>
      isDemo(state, arn)
        ? bad('the models of the demo are not on AWS')
        : good(
            commandLine(state, {target: targetOfModel(state, arn)}, [
              'get-imported-model',
              ...awsFlag('model-identifier', arn),
            ]),
          ),
  },
  console: {
    label: 'console URL',
    text: (state, arn) => (isDemo(state, arn) ? bad('the demo has no console page') : modelsPage(arn)),
  },
};

/** The console has a page for the models of a region, and none for a single one. */
const modelsPage = (arn: string): Copyable => {
  const page = consoleUrl(arn);
  return page.ok ? good(page.value.replace('#/import-models', '#/imported-models')) : page;
};

export const MODEL_COPY_IDS = Object.keys(MODEL_COPIES) as readonly ModelCopyId[];

/** One line without control characters, or why there is nothing to copy. */
export const modelCopyText = (state: State, id: ModelCopyId, arn = currentModelArn(state)): Copyable => {
  if (arn === undefined || !isModelArn(arn)) return bad('no model selected');
  const found = MODEL_COPIES[id].text(state, arn);
  return found.ok ? good(plainText(found.value)) : found;
};

interface CopyRow {
  readonly key: ModelCopyId;
}

export const modelCopyRows = (): readonly CopyRow[] => MODEL_COPY_IDS.map(key => ({key}));

/** What enter copies in the menu. */
export const selectedModelCopy = (state: State): ModelCopyId =>
  MODEL_COPY_IDS.find(id => id === selectedRow(state)?.key) ?? 'arn';

export const modelCopyOpened = (state: State): Step => {
  const arn = currentModelArn(state);
  if (arn === undefined || overlayOf(state)?.kind === 'model-copy') return step(state);
  return step(pushed(state, {kind: 'model-copy', arn, top: 0}));
};

/** From the menu, a text that is too long for the rule is shown on a screen in the menu's place. */
export const modelCopyAsked = (state: State, copy: ModelCopyId | 'row'): Step => {
  const id = copy === 'row' ? selectedModelCopy(state) : copy;
  const arn = currentModelArn(state);
  const found = modelCopyText(state, id, arn);
  if (!found.ok) return step(state);
  const {name, label} = MODEL_COPIES[id];
  const copied = {name: name ?? label, text: found.value};
  const menu: OverlayOf<'model-copy'> | undefined = menuOf(state);
  const closed = menu ? popped(state) : state;
  const next =
    menu && !fitsInRule(state, found.value) ? pushed(closed, {kind: 'copied', ...copied, arn, scroll: 0}) : closed;
  return step(next, {kind: 'copy-text', ...copied});
};

const menuOf = (state: State): OverlayOf<'model-copy'> | undefined => topOverlay(state, 'model-copy');

export const modelConsoleAsked = (state: State): Step => {
  const arn = currentModelArn(state);
  const page = modelCopyText(state, 'console', arn);
  return page.ok && arn !== undefined ? step(state, {kind: 'open-url', url: page.value, arn}) : step(state);
};

/** One model with all its fields, a line for each, for people. */
import type {ModelDetail} from '../core/domain/model.ts';
import {modelFields} from '../core/models/detail-fields.ts';
import {plainText} from '../core/text/plain-text.ts';

const LABEL = 14;

export const modelText = (detail: ModelDetail): string =>
  [{label: 'Model', text: detail.name}, ...modelFields(detail, detail)]
    .flatMap(({label, text}) => (text === undefined ? [] : [`${label.padEnd(LABEL)}${plainText(text)}\n`]))
    .join('');

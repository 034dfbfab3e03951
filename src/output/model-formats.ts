/** The formats that models are printed in; as formats.ts has them for jobs. */
import type {ModelDetail} from '../core/domain/model.ts';
import {DISPENSABLE_MODEL_COLUMNS, MODEL_DETAIL_COLUMNS, type ModelRow} from '../core/models/columns.ts';
import {affordable, type FittingStyle} from './affordable.ts';
import type {Delimiter} from './delimited.ts';
import {delimitedText} from './delimited-value.ts';
import type {Format} from './format-names.ts';
import {jsonLine, jsonLines, jsonText} from './json-text.ts';
import {delimitedWriter, jsonWriter, type ListWriter, lineWriter} from './list-writer.ts';
import {modelText} from './model-text.ts';
import {detailShape, modelRowShape} from './shape.ts';
import {createTable} from './table.ts';

interface ModelFormat {
  list(style: FittingStyle<ModelRow>): ListWriter<ModelRow>;
  detail(models: readonly ModelDetail[], look: {readonly isList: boolean; readonly hasHeader: boolean}): string;
  /** Any JSON value. Absent: the format cannot represent one. */
  value?(value: unknown, hasHeader: boolean): string;
}

/** What JSON has, and what a --query is applied to. */
export const modelValue = (models: readonly ModelDetail[], isList: boolean): unknown => {
  const shapes = models.map(detailShape);
  return isList ? shapes : shapes[0];
};

const rowOf = (model: ModelDetail): ModelRow => ({model, detail: model});
const idLine = ({arn}: ModelRow['model']): string => `${arn}\n`;

const delimited = (delimiter: Delimiter): ModelFormat => ({
  list: ({columns, hasHeader}) => delimitedWriter(columns, delimiter, hasHeader),
  detail: (models, {hasHeader}) => delimitedWriter(MODEL_DETAIL_COLUMNS, delimiter, hasHeader).rows(models.map(rowOf)),
  value: (value, hasHeader) => delimitedText(value, delimiter, hasHeader),
});

/** The first rows decide which columns fit a terminal. */
const createFittingTable = (style: FittingStyle<ModelRow>): ((rows: readonly ModelRow[]) => string) => {
  const {width} = style;
  let table: ((rows: readonly ModelRow[]) => string) | undefined;
  return rows => {
    if (rows.length === 0) return '';
    table ??= createTable(width === undefined ? style : affordable(style, DISPENSABLE_MODEL_COLUMNS, {rows, width}));
    return table(rows);
  };
};

export const MODEL_FORMATS: Readonly<Record<Format, ModelFormat>> = {
  table: {
    list: style => ({rows: createFittingTable(style), end: () => ''}),
    detail: models => models.map(modelText).join('\n'),
  },
  json: {
    list: () => jsonWriter('modelSummaries', modelRowShape),
    detail: (models, {isList}) => jsonText(modelValue(models, isList)),
    value: jsonText,
  },
  ndjson: {
    list: () => lineWriter(row => jsonLine(modelRowShape(row))),
    detail: models => jsonLines(models.map(detailShape)),
    value: jsonLines,
  },
  csv: delimited('csv'),
  tsv: delimited('tsv'),
  ids: {
    list: () => lineWriter(({model}) => idLine(model)),
    detail: models => models.map(idLine).join(''),
  },
};

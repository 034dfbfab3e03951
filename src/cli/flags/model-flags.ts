/** The flags that choose and print models. Apart from those of jobs, which the program's start reads. */
import {DEFAULT_MODEL_QUERY, type ModelQuery} from '../../core/domain/model-query.ts';
import {DEFAULT_MODEL_COLUMNS, MODEL_COLUMNS, type ModelColumn} from '../../core/models/columns.ts';
import {MODEL_FIELD_IDS, MODEL_QUERY_FIELDS, type ModelFieldId} from '../../core/models/query-fields.ts';
import {clause} from '../../core/text/format.ts';
import {bad, type Parsed} from '../../core/text/parsed.ts';
import type {Flag} from './flags.ts';
import {columnsFlag, columnsParser, type OutputOptions, readOutputWith} from './output-flags.ts';
import {inFlagWords, queryFlagOf} from './query-flags.ts';
import type {ValueReader} from './value-reader.ts';

/** The inputs of ListImportedModels: the filters, then the order. */
export const modelQueryFlags = (group: string): readonly Flag[] =>
  MODEL_FIELD_IDS.filter(id => id !== 'pageSize').map(id => queryFlagOf(MODEL_QUERY_FIELDS[id], group));

export const modelPageSizeFlag = (group: string, defaultSize: number): Flag => {
  const flag = queryFlagOf(MODEL_QUERY_FIELDS.pageSize, group);
  return {...flag, text: `${clause(flag.text)} (default ${defaultSize}).`};
};

export const readModelQuery = (flags: ValueReader, now: number, defaultSize: number): ModelQuery => {
  const read = <K extends ModelFieldId>(id: K, fallback: ModelQuery[K]): ModelQuery[K] => {
    const {parse, flag} = MODEL_QUERY_FIELDS[id];
    const parseFlag = (text: string): Parsed<ModelQuery[K]> => {
      const parsed = parse(text, now);
      return parsed.ok ? parsed : bad(inFlagWords(flag.problem?.(text, parsed.reason) ?? parsed.reason));
    };
    return flags.read(flag.name, parseFlag, fallback);
  };
  return {
    name: read('name', undefined),
    after: read('after', undefined),
    before: read('before', undefined),
    sortBy: read('sortBy', DEFAULT_MODEL_QUERY.sortBy),
    order: read('order', DEFAULT_MODEL_QUERY.order),
    pageSize: read('pageSize', defaultSize),
  };
};

export const MODEL_COLUMNS_FLAG: Flag = columnsFlag(MODEL_COLUMNS);

export const readModelOutput = (flags: ValueReader): OutputOptions<ModelColumn> =>
  readOutputWith(flags, columnsParser(MODEL_COLUMNS), DEFAULT_MODEL_COLUMNS);

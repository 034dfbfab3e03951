/** Finds the operation for a method and a path. */
import {createModelImportJob, getModelImportJob, listModelImportJobs} from './job-operations.ts';
import {deleteImportedModel, getImportedModel, listImportedModels} from './model-operations.ts';
import type {Operation} from './operation.ts';
import {listTagsForResource, tagResource, untagResource} from './tag-operations.ts';

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The path is followed by a label: an ARN or a name. */
  readonly hasLabel: boolean;
  readonly run: Operation;
}

const ROUTES = [
  {
    operation: 'ListModelImportJobs',
    method: 'GET',
    path: 'model-import-jobs',
    hasLabel: false,
    run: listModelImportJobs,
  },
  {operation: 'GetModelImportJob', method: 'GET', path: 'model-import-jobs', hasLabel: true, run: getModelImportJob},
  {
    operation: 'CreateModelImportJob',
    method: 'POST',
    path: 'model-import-jobs',
    hasLabel: false,
    run: createModelImportJob,
  },
  {operation: 'ListImportedModels', method: 'GET', path: 'imported-models', hasLabel: false, run: listImportedModels},
  {operation: 'GetImportedModel', method: 'GET', path: 'imported-models', hasLabel: true, run: getImportedModel},
  {
    operation: 'DeleteImportedModel',
    method: 'DELETE',
    path: 'imported-models',
    hasLabel: true,
    run: deleteImportedModel,
  },
  {
    operation: 'ListTagsForResource',
    method: 'POST',
    path: 'listTagsForResource',
    hasLabel: false,
    run: listTagsForResource,
  },
  {operation: 'TagResource', method: 'POST', path: 'tagResource', hasLabel: false, run: tagResource},
  {operation: 'UntagResource', method: 'POST', path: 'untagResource', hasLabel: false, run: untagResource},
] as const satisfies readonly Route[];

export type OperationName = (typeof ROUTES)[number]['operation'];

interface Target {
  readonly operation: OperationName;
  readonly run: Operation;
  /** Decoded; empty if the route has no label. */
  readonly identifier: string;
}

/** A label that is not validly encoded is left as it is, and will violate its pattern. */
const decoded = (label: string): string => {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
};

/** The operation for `url`, a raw request target. An encoded slash is part of the label; a slash at the end is ignored. */
export const findTarget = (method: string, url: string): Target | undefined => {
  const [rawPath = ''] = url.split('?');
  const [empty, path, label, ...rest] = rawPath.replace(/\/$/, '').split('/');
  if (empty !== '' || label === '' || rest.length > 0) return undefined;
  const hasLabel = label !== undefined;
  const route = ROUTES.find(each => each.method === method && each.path === path && each.hasLabel === hasLabel);
  return route && {operation: route.operation, run: route.run, identifier: decoded(label ?? '')};
};

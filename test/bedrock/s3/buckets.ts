/** A simulator with buckets, and a gateway that checks models in them. */
import {onTestFinished} from 'vitest';
import type {CheckReport} from '../../../src/core/domain/check-report.ts';
import {type Simulator, startSimulator} from '../../../src/simulator/server.ts';
import type {BucketChoice, ObjectChoice} from '../../../src/simulator/world/bucket.ts';
import {type Files, PREPARED} from '../../support/model-directories.ts';
import {gatewayAt, type TestSettings} from '../gateway-under-test.ts';

/** The files of a prepared model under a prefix. */
export const objectsOf = (files: Files, prefix = 'model/'): readonly ObjectChoice[] =>
  [...files].map(([name, {bytes, size}]) => ({key: `${prefix}${name}`, body: bytes, size}));

export const PASSING: Files = PREPARED[0]?.files ?? new Map();

export const bucket = (more: Partial<BucketChoice> = {}): BucketChoice => ({
  name: 'models',
  objects: objectsOf(PASSING),
  ...more,
});

export const simulateBuckets = async (...buckets: readonly BucketChoice[]): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 0, seed: 1, buckets: [...buckets], keepsRequests: true});
  onTestFinished(() => simulator.close());
  return simulator;
};

/** Attempts are not repeated, so that failures come at once. */
export const gatewayFor = ({url}: {readonly url: string}, settings: TestSettings = {}) =>
  gatewayAt(url, {attempts: 1, ...settings});

/** Id and result of each check. */
export const resultsOf = ({checks}: CheckReport): Readonly<Record<string, string>> =>
  Object.fromEntries(checks.map(({id, result}) => [id, result]));

/** What a check says. */
export const whyOf = ({checks}: CheckReport, id: string): string => checks.find(check => check.id === id)?.why ?? '';

/** What names tell of attempts and model families. */
import {expect, it} from 'vitest';
import {attemptTest} from '../../../src/core/jobs/attempts.ts';
import {familyOf, nameKey, stemOf} from '../../../src/core/jobs/names.ts';
import {createWorld} from '../../../src/simulator/world/world.ts';
import {NOON} from '../../support/jobs.ts';

it.each([
  ['llama-3-8b-support-v7', 'llama-3-8b-support'],
  ['llama-3-8b-support-v7-retry', 'llama-3-8b-support'],
  ['llama-3-8b-support-v7-retry2', 'llama-3-8b-support'],
  ['support_2026-11-03', 'support'],
  ['support.v1.2', 'support'],
  ['support-20261103T121942', 'support'],
  ['support-run4-final', 'support'],
  ['llama-3-8b', 'llama-3-8b'],
  ['v7', 'v7'],
  ['2', '2'],
  ['-7', '-7'],
])('%s is an attempt at %s', (name, stem) => {
  expect(stemOf({name})).toBe(stem);
});

it('a job named by the console goes by its model', () => {
  expect(stemOf({name: 'importJob-20240713T121942', modelName: 'mixtral-8x7b-intents-v3'})).toBe(
    'mixtral-8x7b-intents',
  );
  expect(stemOf({name: 'importJob-20240713T121942'})).toBe('importJob-20240713T121942');
});

it('of names that begin like those of the console, only those with a time are of the console', () => {
  const isAttempt = attemptTest({name: 'importJob-llama-v1', modelName: 'first'});
  expect(isAttempt({name: 'importJob-llama-v2', modelName: 'second'})).toBe(true);
  expect(isAttempt({name: 'importJob-20240713T121942', modelName: 'second'})).toBe(false);
});

it.each([
  ['llama-3-8b-support-v7', 'llama-3-8b'],
  ['llama-3.1-70b-sql', 'llama-3.1-70b'],
  ['my-Llama-3.2-11b-vision-faq', 'llama-3.2-11b-vision'],
  ['mixtral-8x7b-intents-v5', 'mixtral-8x7b'],
  ['qwen2.5-vl-7b-invoices-v9', 'qwen2.5-vl-7b'],
  ['qwen2.5-coder-7b-sql', 'qwen2.5-coder-7b'],
  ['qwen3-30b-a3b-claims', 'qwen3-30b-a3b'],
  ['gpt-oss-20b-legal', 'gpt-oss-20b'],
  ['flan-t5-xl-notes', 'flan-t5-xl'],
  ['starcoder-15b-triage', 'starcoder-15b'],
  ['llama-support-v7', 'llama'],
  ['phi3-mini-faq', 'phi3'],
  ['t5-large-notes', 't5-large'],
  ['support-v7', undefined],
  ['dolphin-v3', undefined],
  ['graphics-labels', undefined],
  ['report5-summaries', undefined],
])('%s is of the family %s', (name, family) => {
  expect(familyOf({name})).toBe(family);
});

it('the family may stand in the name of the model', () => {
  expect(familyOf({name: 'importJob-20240713T121942', modelName: 'qwen2-5-vl-7b-invoices'})).toBe('qwen2-5-vl-7b');
  expect(nameKey('qwen2-5-vl-7b')).toBe(nameKey('Qwen2.5-VL-7b'));
});

it('every family of the simulator is told from the others, by the name of the job and of the model', () => {
  const families = new Map<string, Set<string>>();
  for (const {name, modelName, s3Uri} of createWorld({now: () => NOON, jobs: 3000}).jobs) {
    const stem = nameKey(s3Uri.split('/').at(-3) ?? '');
    const found = families.get(stem) ?? new Set<string>();
    for (const named of [{name, modelName}, {name: modelName}]) found.add(nameKey(familyOf(named) ?? ''));
    families.set(stem, found);
  }
  expect(families.size).toBeGreaterThan(14);
  for (const [stem, found] of families) expect([...found], stem).toEqual([stem]);
});

it('long names take no time', () => {
  const name = `${'llama-3'.repeat(8)}${'-v7'.repeat(3)}`;
  const odd = `${'-1'.repeat(30)}!`;
  const from = performance.now();
  for (let i = 0; i < 10_000; i++) {
    stemOf({name});
    stemOf({name: odd});
    familyOf({name, modelName: odd});
  }
  // Ten thousand of each within a second: an expression that backtracks would need minutes.
  expect(performance.now() - from).toBeLessThan(5_000);
});

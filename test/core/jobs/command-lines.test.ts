/** Commands to copy. What they mean to the command line is tested with that (test/cli/args/copied-commands.test.ts). */
import {expect, it} from 'vitest';
import {parseMoment} from '../../../src/core/domain/moment.ts';
import {DEFAULT_QUERY, type Query} from '../../../src/core/domain/query.ts';
import {awsCommand, exportCommand, uiCommand} from '../../../src/core/jobs/command-lines.ts';
import {arnOf, NOON} from '../../support/jobs.ts';

const HERE = {isDemo: false, region: 'us-east-1'} as const;

const moment = (text: string) => {
  const parsed = parseMoment(text, NOON);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};

it('the aws command names the region, and what was chosen besides', () => {
  expect(awsCommand(arnOf(7), HERE)).toBe(
    `aws bedrock get-model-import-job --job-identifier ${arnOf(7)} --region us-east-1`,
  );
  expect(awsCommand('arn', {...HERE, profile: "My Corp's", endpointUrl: 'http://127.0.0.1:8080/?'})).toBe(
    "aws bedrock get-model-import-job --job-identifier arn --region us-east-1 --profile 'My Corp'\\''s' --endpoint-url 'http://127.0.0.1:8080/?'",
  );
});

const QUERY: Query = {
  ...DEFAULT_QUERY,
  status: 'Failed',
  name: 'llama-3',
  after: moment('7d'),
  before: moment('2026-11-20'),
  order: 'Ascending',
  pageSize: 50,
};

it('the list has a flag for each filter, and none for a default', () => {
  expect(uiCommand({...HERE, profile: 'dev'}, DEFAULT_QUERY, '')).toBe(
    'bedrock-imports-tui --profile dev --region us-east-1',
  );
  expect(uiCommand(HERE, QUERY, '')).toBe(
    'bedrock-imports-tui --region us-east-1 --status Failed --name llama-3 --after 7d --before 2026-11-20T00:00Z --order Ascending --page-size 50',
  );
  expect(uiCommand({isDemo: true, region: 'us-east-1'}, DEFAULT_QUERY, '-a_b c')).toBe(
    "bedrock-imports-tui --demo '--match=-a_b c'",
  );
});

it('the export is a command that writes a file', () => {
  expect(exportCommand(HERE, {...DEFAULT_QUERY, after: moment('3 days ago')}, '')).toBe(
    "bedrock-imports-tui list --region us-east-1 --after '3 days ago' --output csv > jobs.csv",
  );
});

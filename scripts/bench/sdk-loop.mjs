/**
 * The bare SDK loop, a program of its own: reads all jobs, 1,000 a page, says how long the pages after the first took, and
 * stays, holding every summary. `sdk-loop URL [FILE]`; the names go to FILE, one a line, in the order of the answers.
 */
import {writeFileSync} from 'node:fs';
import {BedrockClient, ListModelImportJobsCommand} from '@aws-sdk/client-bedrock';

const [url, file] = process.argv.slice(2);
const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'};
const client = new BedrockClient({region: 'us-east-1', endpoint: url, credentials});

const jobs = [];
const readPage = async token => {
  const page = await client.send(new ListModelImportJobsCommand({maxResults: 1000, nextToken: token}));
  for (const job of page.modelImportJobSummaries) jobs.push(job);
  return page.nextToken;
};

let token = await readPage(undefined);
const start = performance.now();
while (token !== undefined) token = await readPage(token);
const ms = performance.now() - start;

if (file !== undefined) writeFileSync(file, jobs.map(({jobName}) => `${jobName}\n`).join(''));
process.stdout.write(`${ms}\n`);
// What nothing refers to any more is not held.
setInterval(() => jobs.length, 60_000);

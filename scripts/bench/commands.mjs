/** The commands for scripts as whole processes, their output into a pipe that is read, beside a bare Node and the AWS CLI. */
import {spawn} from 'node:child_process';
import {end, remember} from './children.mjs';
import {cleanEnvironment} from './clean-environment.mjs';
import {isInstalled} from './peers.mjs';
import {rowOf} from './rows.mjs';
import {BIN} from './simulator-process.mjs';

const PAGE = 100;
const REPORT =
  "data:text/javascript,process.on('exit',()=>process.stderr.write(String(process.resourceUsage().maxRSS)))";

/** Runs it to its end: milliseconds, bytes on stdout, and what it said last. Rejects if it fails. */
const run = (file, args, env) =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(file, args, {env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe']});
    const forget = remember(child.pid);
    let [bytes, talk] = [0, ''];
    child.stdout.on('data', chunk => {
      bytes += chunk.length;
    });
    child.stderr.on('data', chunk => {
      talk += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      end(child.pid);
      forget();
      if (code === 0) resolve({ms: performance.now() - startedAt, bytes, talk});
      else reject(new Error(`${file} ${args.join(' ')} ended with ${code}: ${talk}`));
    });
  });

export const ours = (url, env, ...args) => run(process.execPath, [BIN, ...args, '--endpoint-url', url], env);

export const awsList = (url, env) =>
  run('aws', ['bedrock', 'list-model-import-jobs', '--endpoint-url', url], {AWS_DEFAULT_REGION: 'us-east-1', ...env});

/** Time and memory of a list of everything. */
const listAll = async url => {
  const args = ['--import', REPORT, BIN, 'list', '--output', 'ndjson', '--endpoint-url', url];
  const {ms, talk} = await run(process.execPath, args, {});
  return {ms, megabytes: (Number(talk) * 1024) / 1e6};
};

export const measureCommands = async ({simulators, isQuick, note}) => {
  const {url} = await simulators({jobs: PAGE});
  const all = (await simulators({jobs: 100_000})).url;
  const hasAws = isInstalled('aws');
  if (!hasAws) note('aws is not installed: its row is left out');
  const samples = {bare: [], list: [], json: [], help: [], aws: [], all: [], memory: []};
  // Compiled once; this one is in no number.
  await ours(url, {}, 'list');
  for (let round = 0; round < (isQuick ? 3 : 15); round++) {
    samples.bare.push((await run(process.execPath, ['-e', '0'], {})).ms);
    samples.help.push((await ours(url, {}, 'list', '--help')).ms);
    samples.list.push((await ours(url, {}, 'list')).ms);
    samples.json.push((await ours(url, {}, 'list', '--output', 'json')).ms);
    if (hasAws) samples.aws.push((await awsList(url)).ms);
  }
  for (let round = 0; round < (isQuick ? 1 : 3); round++) {
    const {ms, megabytes} = await listAll(all);
    samples.all.push(ms);
    samples.memory.push(megabytes);
  }
  const bare = {what: 'bare node -e 0', as: 'bare node'};
  const aws = {what: 'aws bedrock list-model-import-jobs, 100 jobs', as: 'aws'};
  const rows = [
    {what: bare.what, unit: 'ms', samples: samples.bare, isSpread: true},
    {what: 'list --help', unit: 'ms', samples: samples.help, isSpread: true, against: [bare]},
    {what: 'list, 100 jobs', unit: 'ms', samples: samples.list, isSpread: true, against: [bare, aws]},
    {what: 'list --output json, 100 jobs', unit: 'ms', samples: samples.json, isSpread: true, against: [bare, aws]},
    {what: aws.what, unit: 'ms', samples: samples.aws, isSpread: true},
    {what: 'list --output ndjson, 100,000 jobs', unit: 'ms', samples: samples.all},
    {what: 'memory of it', unit: 'MB', samples: samples.memory},
  ];
  return rows.filter(row => row.samples.length > 0).map(row => rowOf({group: 'commands', ...row}));
};

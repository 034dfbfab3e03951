/** Runs the bare SDK loop in a process of its own, bundled as the program is, so that both load what they use and no more. */
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {end, remember, temporaryDirectory} from './children.mjs';
import {cleanEnvironment} from './clean-environment.mjs';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'sdk-loop.mjs');
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
const PATIENCE_MS = 60_000;
const directory = temporaryDirectory();
const bundle = join(directory, 'sdk-loop.mjs');

/** To be called once, before any loop is started. */
export const bundleSdkLoop = () =>
  build({
    entryPoints: [SOURCE],
    outfile: bundle,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: {js: REQUIRE},
    logLevel: 'warning',
  });

/** Resolves once all is read, to what the pages after the first took; the process stays, and holds them, until `stop`. */
export const runSdkLoop = async (url, file) => {
  const args = [bundle, url, ...(file === undefined ? [] : [file])];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit'], env: cleanEnvironment()});
  const forget = remember(child.pid);
  const exit = new Promise(resolve => child.once('exit', resolve)).then(forget);
  const ms = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the SDK loop does not end')), PATIENCE_MS);
    child.stdout.once('data', data => {
      clearTimeout(timer);
      resolve(Number(data));
    });
  });
  const stop = () => {
    end(child.pid);
    return exit;
  };
  return {pid: child.pid, ms, stop};
};

const readNamesOnce = async url => {
  const file = join(directory, `names-${new URL(url).port}`);
  const {stop} = await runSdkLoop(url, file);
  await stop();
  const names = readFileSync(file, 'utf8').trimEnd().split('\n');
  const index = new Map(names.map((name, i) => [name, i]));
  if (index.size !== names.length) throw new Error('two jobs have the same name');
  return {file, names, index};
};

const known = new Map();

/** The names of a simulator's jobs in the list's order, and a file that holds one a line. */
export const readNames = url => {
  if (!known.has(url)) known.set(url, readNamesOnce(url));
  return known.get(url);
};

/** The loaded lists whose keys are measured: ours at each size, and the peers' over the same names. */
import {
  fzfHeight,
  fzfName,
  hasFirstPage,
  hasLoaded,
  isFzfNarrowed,
  isNarrowed,
  lessName,
  ourHeight,
  ourName,
} from './list-screen.mjs';
import {isInstalled, startEcho, startFzf, startLess} from './peers.mjs';
import {readNames} from './sdk-loop-process.mjs';
import {BIN} from './simulator-process.mjs';
import {startInTerminal} from './terminal-program.mjs';

export const SIZES = [50, 1000, 100_000];
const MOST = SIZES.at(-1);

const OUR_KEYS = {down: 'j', up: 'k', pageDown: '\x1b[6~', pageUp: '\x1b[5~', first: 'g', leaveFilter: '\x1b'};
const FZF_KEYS = {
  down: '\x1b[B',
  up: '\x1b[A',
  pageDown: '\x1b[6~',
  pageUp: '\x1b[5~',
  first: '\x1b[H',
  leaveFilter: '\x15',
};
const LESS_KEYS = {down: 'j', up: 'k', pageDown: ' ', pageUp: 'b', first: 'g'};

export const startOurs = (url, ...flags) => startInTerminal(process.execPath, [BIN, '--endpoint-url', url, ...flags]);

/** Starts the program and lets it load all `jobs` of the simulator, 1,000 a page. */
export const startLoaded = async (url, jobs) => {
  const program = startOurs(url, '--page-size', '1000');
  await program.until(hasFirstPage);
  if (jobs > 1000) program.write('L');
  await program.until(hasLoaded(jobs));
  return program;
};

const positionIn = (index, nameOf) => screen => index.get(nameOf(screen) ?? '') ?? -1;

const ourList = async (simulators, jobs) => {
  const {url} = await simulators({jobs});
  const {file, names, index} = await readNames(url);
  const program = await startLoaded(url, jobs);
  return {
    label: `${jobs.toLocaleString('en-US')} jobs`,
    kind: 'ours',
    jobs,
    file,
    names,
    program,
    keys: OUR_KEYS,
    position: positionIn(index, ourName),
    height: ourHeight(program.screen),
    isNarrowed,
    nameOf: ourName,
  };
};

const peerList = async (ours, {kind, program, keys, nameOf, height, isNarrowed: claim}) => {
  const index = new Map(ours.names.map((name, i) => [name, i]));
  const position = positionIn(index, nameOf);
  await program.until(screen => position(screen) === 0);
  const {names, jobs} = ours;
  const label = `${names.length.toLocaleString('en-US')} lines`;
  return {label, kind, jobs, names, program, keys, position, height, isNarrowed: claim, nameOf};
};

const echoList = async () => {
  const program = startEcho();
  const position = screen => Number(screen.row(0) || Number.NaN);
  await program.until(screen => position(screen) === 0);
  return {label: 'nothing else', kind: 'echo', program, keys: {down: 'j'}, position};
};

const fzfList = async ours => {
  const program = startFzf(ours.file);
  const all = new RegExp(`^ +${ours.names.length}/${ours.names.length}\\b`);
  await program.until(screen => all.test(screen.row(1)));
  const height = fzfHeight(program.screen);
  return peerList(ours, {kind: 'fzf', program, keys: FZF_KEYS, nameOf: fzfName, height, isNarrowed: isFzfNarrowed});
};

const lessList = ours =>
  peerList(ours, {kind: 'less', program: startLess(ours.file), keys: LESS_KEYS, nameOf: lessName, height: 1});

/** Starts all lists at the first call, and ends them with `end`. */
export const createLists = simulators => {
  let lists;
  const start = async () => {
    const ours = [];
    for (const jobs of SIZES) ours.push(await ourList(simulators, jobs));
    const longest = ours.find(({jobs}) => jobs === MOST);
    const peers = [await echoList()];
    if (isInstalled('fzf')) peers.push(await fzfList(longest));
    if (isInstalled('less')) peers.push(await lessList(longest));
    return [...ours, ...peers];
  };
  return {
    all: () => {
      lists ??= start();
      return lists;
    },
    end: async () => {
      if (!lists) return;
      for (const {program} of await lists) await program.end();
      lists = undefined;
    },
  };
};

/** Two hundred keys in one write, as a held key on a slow line sends them: time, bytes and frames until the last one shows. */
import {rowOf} from './rows.mjs';
import {press, sleep} from './terminal-program.mjs';

const KEYS = 200;
const REST_MS = 100;
const FRAME = '\x1b[?2026h';

const burstOnce = async ({program, keys, position}) => {
  program.write(keys.first);
  await program.until(screen => position(screen) === 0);
  await sleep(REST_MS);
  return press(program, keys.down.repeat(KEYS), {claim: screen => position(screen) === KEYS, pause: REST_MS});
};

const rowsFor = ({list, samples}) => {
  const isOurs = list.kind === 'ours';
  const name = what => (isOurs ? `${what}, ${list.label}` : `${list.kind}: ${what}, ${list.label}`);
  const peers = ['fzf', 'less'].map(as => ({what: `${as}: ${KEYS} keys in one write, 100,000 lines`, as}));
  const time = rowOf({
    group: 'burst',
    what: name(`${KEYS} keys in one write`),
    unit: 'ms',
    samples: samples.map(({ms}) => ms),
    bytes: samples.map(({bytes}) => bytes),
    isSpread: true,
    against: isOurs ? peers : [],
  });
  // The peers do not say where a frame begins.
  if (!isOurs) return [time];
  const frames = samples.map(({untilPainted}) => untilPainted.split(FRAME).length - 1);
  return [time, rowOf({group: 'burst', what: name('frames for them'), unit: '', samples: frames, isSpread: true})];
};

export const measureBurst = async ({lists, isQuick}) => {
  const isLong = ({names}) => names !== undefined && names.length > KEYS;
  const found = (await lists.all()).filter(isLong).map(list => ({list, samples: []}));
  for (let round = 0; round < (isQuick ? 1 : 11); round++) {
    for (const {list, samples} of found) samples.push(await burstOnce(list));
  }
  return found.flatMap(rowsFor);
};

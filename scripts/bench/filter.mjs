/** A letter typed into the filter to the paint of the list that it narrows, at each size and in fzf. */
import {hasSearchLine, isNarrowedWide} from './list-screen.mjs';
import {rowOf} from './rows.mjs';
import {press, sleep} from './terminal-program.mjs';

// Shorter than the pause after which the program asks AWS.
const PAUSE_MS = 60;
// With the first, most letters leave the list as it is; with the second, nearly every letter narrows it.
const WORDS = ['llama', 'v12-r'];

const matchCounts = (names, word) =>
  Array.from(word, (_, i) => names.filter(name => name.includes(word.slice(0, i + 1))).length);

const hasWideLine = screen => screen.row(35).startsWith(' everything /');

const typeWord = async (list, {word, counts}, isWide = false) => {
  const {program, keys, names, position} = list;
  if (list.kind === 'ours') {
    program.write('/');
    await program.until(hasSearchLine);
    if (isWide) {
      program.write('\t');
      await program.until(hasWideLine);
    }
  }
  await sleep(PAUSE_MS);
  const samples = [];
  for (const [i, letter] of [...word].entries()) {
    const draft = word.slice(0, i + 1);
    const claim = isWide ? isNarrowedWide({draft}) : list.isNarrowed({draft, matches: counts[i], of: names.length});
    samples.push(await press(program, letter, {claim, pause: PAUSE_MS}));
  }
  program.write(keys.leaveFilter);
  const isTyping = screen => list.kind === 'ours' && (hasSearchLine(screen) || hasWideLine(screen));
  await program.until(screen => position(screen) === 0 && !isTyping(screen));
  await sleep(PAUSE_MS);
  return samples;
};

const toFirst = async ({program, keys, position}) => {
  program.write(keys.first);
  await program.until(screen => position(screen) === 0);
};

const rowName = ({kind, label}) => (kind === 'ours' ? `a letter, ${label}` : `${kind}: a letter, ${label}`);
const wideName = ({label}) => `a letter in everything, ${label}`;

export const measureFilter = async ({lists, isQuick}) => {
  const all = (await lists.all()).filter(list => list.isNarrowed);
  const found = all.map(list => ({
    list,
    words: WORDS.map(word => ({word, counts: matchCounts(list.names, word)})),
    samples: [],
    wide: [],
  }));
  for (const list of all) await toFirst(list);
  // Compiles the code, as the keys do it.
  await Promise.all(found.map(({list, words}) => typeWord(list, words[0])));
  const ours = found.filter(({list}) => list.kind === 'ours');
  for (const {list, words} of ours) await typeWord(list, words[0], true);
  for (let round = 0; round < (isQuick ? 2 : 12); round++) {
    for (const {list, words, samples} of found) samples.push(...(await typeWord(list, words[round % words.length])));
    for (const {list, words, wide} of ours) wide.push(...(await typeWord(list, words[round % words.length], true)));
  }
  const wideRows = ours.map(({list, wide}) =>
    rowOf({
      group: 'filter',
      what: wideName(list),
      unit: 'ms',
      samples: wide.map(({ms}) => ms),
      bytes: wide.map(({bytes}) => bytes),
      isSpread: true,
      against: [{what: rowName(list), as: 'names'}],
    }),
  );
  const rows = found.map(({list, samples}) =>
    rowOf({
      group: 'filter',
      what: rowName(list),
      unit: 'ms',
      samples: samples.map(({ms}) => ms),
      bytes: samples.map(({bytes}) => bytes),
      isSpread: true,
      against: list.kind === 'ours' ? [{what: 'fzf: a letter, 100,000 lines', as: 'fzf'}] : [],
    }),
  );
  return [...rows, ...wideRows];
};

/** Hostile text from AWS, from a config file and from flags: nothing of it steers the terminal, and the screen stays whole. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import type {Intercept, RawAnswer} from '../../src/simulator/http/interception.ts';
import {type BrowseOptions, browse, CREDENTIALS} from '../support/browse.ts';
import type {Variables} from '../support/clean-environment.ts';
import {disposeAll, type PtyProgram, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';
import {foreignIn, piecesOf} from '../support/terminal-stream.ts';

afterEach(disposeAll);

const HOSTILE = {
  colours: 'a\x1b[31;41mb\x1b[0mc\x1b[4mu\x1b[38;5;200mx',
  movements: 'a\x1b[2J\x1b[Hb\x1b[5;5Hc\x1b[3Ad\x1b[1000B',
  modes: '\x1b[?1049l\x1b[?2004l\x1b[?25h\x1b[?1003h\x1b[?7l\x1bc\x1b[!p',
  questions: '\x1b[6n\x1b[c\x1b[>c\x1b[?1$p\x05',
  titles: '\x1b]0;title\x07a\x1b]2;title\x1b\\b\x9d0;title\x9cc',
  links: '\x1b]8;;https://evil.example\x1b\\text\x1b]8;;\x1b\\',
  clipboard: '\x1b]52;c;ZXZpbA==\x07x\x1b]52;c;ZXZpbA==\x1b\\y\x9d52;c;ZXZpbA==\x9c',
  strings: 'a\x1bPq#0\x1b\\b\x1b_apc\x1b\\c\x1b^pm\x1b\\d\x1bXsos\x1b\\e\x90q\x9c',
  unended: 'a\x1b]0;no end',
  eightBit: 'a\x9b2J\x84b\x85c\x8dd\x8e\x8f\x9c',
  escapes: 'a\x1bb\x1b(0c\x1b#8d\x1bMe\x1b7\x1b8\x1b',
  nested: '\x1b\x1b[1m[31mx\x1b[\x1b]0;t\x07 \x1b]0;\x1b[31m\x07',
  whitespace: 'a\rb\nc\r\nd\te\vf\fg',
  controls: 'a\x00b\x07c\x08\x08\x08d\x7fe\x0e\x0f\x1a\x1c\x1f',
  bidi: 'a\u202eevil\u202c\u2066b\u2067c\u2069\u200f\u061c\u200e',
  invisible: 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u{e0041}\u{e007f}\u180e',
  separators: 'a\u2028b\u2029c\u0085d',
  surrogates: `a\ud800b\udc00\ud800${'\ud83d'.repeat(20)}`,
  joined: 'a\udb40\u200b\udc41b\udb40\x1b[m\udc7fc\ud83d\x00\ude00d',
  combining: `z${'\u0300\u0489\u20dd'.repeat(150)}algo`,
  wide: '模型'.repeat(60) + '한국어'.repeat(20),
  emoji: '🦙👩‍👩‍👧‍👦🇩🇪👍🏽❤️1️⃣'.repeat(15),
  rightToLeft: 'نموذج النموذج שלום עולם '.repeat(8),
  // A job holds it nine times, and an answer about one job has 68 KB.
  long: 'x'.repeat(6_000),
  longWords: 'ab cd\u3000'.repeat(100),
} as const;

const KINDS = Object.entries(HOSTILE);
const CREATED = Date.UTC(2026, 10, 23, 9);
const STATUSES = ['Completed', 'Failed', '\x1b[31mFailed\x07', '\u202eDone\x9b2J', 'X'.repeat(300)];

const arnOf = (i: number, text: string): string =>
  `arn:aws:bedrock:us-east-1:111122223333:model-import-job/${String(i).padStart(12, '0')}${text}`;

/** A job of which every text is hostile; every third has an ARN that is. */
const jobs = KINDS.map(([kind, text], i) => ({
  jobArn: arnOf(i, i % 3 === 0 ? text.slice(0, 500) : ''),
  jobName: `${kind} ${text}`,
  status: STATUSES[i % STATUSES.length],
  creationTime: new Date(CREATED - i * 60_000).toISOString(),
  endTime: new Date(CREATED).toISOString(),
  importedModelName: text,
  importedModelArn: `arn:aws:bedrock:us-east-1:111122223333:imported-model/${text}`,
}));

const detailOf = (i: number) => ({
  ...jobs[i],
  failureMessage: `${KINDS[i]?.[1]} ${KINDS.map(([, text]) => text.slice(0, 60)).join(' ')}`,
  roleArn: `arn:aws:iam::111122223333:role/${KINDS[i]?.[1]}`,
  modelDataSource: {s3DataSource: {s3Uri: `s3://models/${KINDS[i]?.[1]}`}},
  vpcConfig: {subnetIds: [KINDS[i]?.[1], 'subnet-1'], securityGroupIds: [KINDS[i]?.[1]]},
  importedModelKmsKeyArn: KINDS[i]?.[1],
  [`odd ${KINDS[i]?.[1].slice(0, 100)}`]: null,
});

const json = (body: unknown): RawAnswer => ({status: 200, body: JSON.stringify(body)});

/** Every job by its number, whatever the program made of the ARN's hostile end. */
const answer: Intercept = ({operation, path}) => {
  if (operation === 'ListModelImportJobs') return json({modelImportJobSummaries: jobs});
  const number = /%2F(\d{12})/i.exec(path)?.[1];
  return number === undefined ? 'pass' : json(detailOf(Number(number)));
};

const refusal = (i: number): RawAnswer => ({
  status: 403,
  headers: {'x-amzn-errortype': 'AccessDeniedException'},
  body: JSON.stringify({message: `denied ${i} ${KINDS[i]?.[1]}`, code: KINDS[i]?.[1]}),
});

/** These change nothing but widths. */
const NOT_FOREIGN = new Set([
  'movements',
  'surrogates',
  'joined',
  'combining',
  'wide',
  'emoji',
  'rightToLeft',
  'long',
  'longWords',
]);

it.each(KINDS.filter(([kind]) => !NOT_FOREIGN.has(kind)))('would be seen, were they written: %s', (_, text) => {
  expect(foreignIn(`before${text}after`)).not.toEqual([]);
  expect(
    piecesOf(text)
      .map(piece => piece.text)
      .join(''),
  ).toBe(text);
});

const SIZES = [
  [120, 36],
  [60, 15],
] as const;

const FOOT = /quit|close|cancel|search/;

/** Exactly full, one header on top, the keys last, every rule as wide as the window. */
const isWhole = (tui: PtyProgram, [cols, rows]: readonly [number, number]): boolean => {
  const lines = tui.screen().split('\n');
  return (
    !tui.modes().isSynchronized &&
    lines.length === rows &&
    /us-east-1/.test(lines[0] ?? '') &&
    lines.filter(line => /^ (?:Bedrock imports|us-east-1)/.test(line)).length === 1 &&
    lines.some(line => /^─.*─$/.test(line) && [...line].length === cols) &&
    FOOT.test(lines.at(-1) ?? '')
  );
};

const whole = (tui: PtyProgram, [cols, rows]: readonly [number, number]) =>
  tui.waitFor(program => isWhole(program, [cols, rows]));

/** Quits, so that the last bytes are there too, and looks at every byte. */
const expectOwnBytes = async (tui: PtyProgram): Promise<void> => {
  tui.press('ctrl-c');
  expect(await tui.exit).toEqual({code: 0, signal: 0});
  expect(piecesOf(tui.raw()).length).toBeGreaterThan(50);
  expect(foreignIn(tui.raw())).toEqual([]);
};

const start = (size: readonly [number, number], options: BrowseOptions = {}) =>
  browse({cols: size[0], rows: size[1], ...options});

describe.each(SIZES)('at %i x %i', (...size) => {
  it('every job’s list row, detail and raw answer', async () => {
    const {tui} = await start(size, {world: {intercept: answer}});
    for (const [kind] of KINDS) {
      await tui.waitFor(new RegExp(`^>.*${kind}`, 'm'));
      await whole(tui, size);
      tui.press('enter');
      await tui.waitFor(/esc close/);
      await whole(tui, size);
      tui.write('G');
      await whole(tui, size);
      tui.press('J');
      await tui.waitFor('"jobArn"');
      tui.write(' ');
      await whole(tui, size);
      tui.press('q');
      await tui.waitFor(/^>/m);
      tui.press('j');
    }
    await expectOwnBytes(tui);
  }, 60_000);

  it('hostile text in the search line and in the form', async () => {
    const {tui} = await start(size, {world: {intercept: answer}});
    await tui.waitFor(/^>/m);
    for (const [, text] of KINDS) {
      tui.write('/');
      await tui.waitFor(/^ \//m);
      tui.write(`#\x1b[200~${text.slice(0, 300)}\x1b[201~`);
      await tui.waitFor(/no .*match|only what is loaded|^ \/.*#/im);
      await whole(tui, size);
      tui.press('enter');
      await tui.waitFor(/q quit/);
      await whole(tui, size);
      tui.press('escape');
      await tui.waitFor(/^>/m);
    }
    tui.write('F');
    await tui.waitFor('Page size');
    tui.write(`\t\t\x1b[200~${KINDS.map(([, text]) => text.slice(0, 40)).join('')}\x1b[201~\r`);
    await whole(tui, size);
    await expectOwnBytes(tui);
  }, 60_000);

  it('an error’s words', async () => {
    let current = 0;
    const {tui} = await start(size, {world: {intercept: () => refusal(current)}, until: /denied 0\b/});
    for (; current < KINDS.length; current++) {
      if (current > 0) tui.press('r');
      const words = new RegExp(`denied ${current}\\b`);
      await tui.waitFor(words);
      await whole(tui, size);
      tui.press('!');
      await tui.waitFor(({screen}) => /esc close/.test(screen()) && words.test(screen()));
      await whole(tui, size);
      tui.press('q');
      await tui.waitFor(/q quit/);
    }
    await expectOwnBytes(tui);
  }, 60_000);
});

/** The setup screen over a config file of these contents. */
const startOver = (config: string, env: Variables = {}, args: readonly string[] = []): PtyProgram => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-hostile-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const file = join(directory, 'config');
  writeFileSync(file, config);
  return startInPty(process.execPath, [BIN, ...args], {
    cols: 100,
    rows: 30,
    env: {AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file, ...env},
  });
};

const ONE_LINE = KINDS.map(([kind, text]) => [kind, text.slice(0, 200).replace(/[\r\n\0]/g, '')] as const);

describe('the machine’s own texts', () => {
  it('profile names in a credentials file', async () => {
    const tui = startOver(ONE_LINE.map(([kind, text]) => `[${kind} ${text}]\naws_access_key_id = x\n`).join(''));
    await tui.waitFor('enter to connect');
    expect(tui.screen()).toMatch(/colours|escapes|bidi/);
    await expectOwnBytes(tui);
  });

  it.each(ONE_LINE)('a region and a profile that are %s', async (_, text) => {
    const tui = startOver(`[default]\nregion = ${text}\n[profile ${text}]\nregion = ${text}\n`, {
      ...CREDENTIALS,
      AWS_REGION: text,
      AWS_PROFILE: text,
    });
    await tui.waitFor(/quit/);
    tui.press('?');
    await tui.waitFor(/close/);
    await expectOwnBytes(tui);
  });
});

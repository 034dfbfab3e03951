/** The topics of help: complete, and within 80 columns. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../src/cli/args/parse.ts';
import {VARIABLES} from '../../../src/cli/help/environment-facts.ts';
import {topicText} from '../../../src/cli/help/topic-text.ts';
import {TOPICS} from '../../../src/cli/help/topics.ts';
import {EXIT_MEANINGS} from '../../../src/cli/process/exit-codes.ts';
import {parseDuration} from '../../../src/core/domain/duration.ts';
import {parseMoment} from '../../../src/core/domain/moment.ts';
import {ageOf} from '../../../src/core/text/format.ts';

const words = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(TOPICS.map(({name}) => name))('help %s', topic => {
  it('fits into 80 columns, and ends with a newline', () => {
    const lines = topicText(topic).split('\n');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
    expect(lines.at(-1)).toBe('');
    expect(lines.filter(line => line !== line.trimEnd())).toEqual([]);
  });

  it('is shown by its name, and listed in the main help', () => {
    expect(parseCommandLine(['help', topic], 0)).toEqual({kind: 'topic', topic});
    const help = parseCommandLine(['--help'], 0);
    expect(help.kind === 'help' && help.text).toContain(`\n  ${topic} `);
  });
});

it('help exit-codes has every code with its meaning', () => {
  const text = words(topicText('exit-codes'));
  for (const [codes, meaning] of EXIT_MEANINGS) expect(text).toContain(`${codes} ${meaning}`);
});

it('help environment has every variable', () => {
  for (const [names, text] of VARIABLES) {
    for (const name of names) expect(topicText('environment')).toContain(`  ${name}`);
    expect(words(topicText('environment'))).toContain(text);
  }
});

it('help times shows only lengths of time that are accepted', () => {
  const examples = /\n {2}(90s.*)\n/.exec(topicText('times'))?.[1]?.split(', ') ?? [];
  expect(examples.length).toBeGreaterThan(3);
  expect(examples.filter(example => !parseDuration(example).ok)).toEqual([]);
});

it('help times shows only times that are accepted, also as the list shows ages', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  const [dates = ''] = topicText('times').split('\n\n');
  const terms = [...dates.matchAll(/^ {2}(\S.*?) {2,}/gm)].flatMap(([, term = '']) => term.split(', '));
  const quoted = [...dates.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text);
  const examples = [...terms.map(term => term.replaceAll('"', '')), ...quoted];
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(example => !parseMoment(example, now).ok)).toEqual([]);
  expect(quoted).toContain(ageOf(now - 3 * 86_400_000, now));
});

/** The parts of the screen, each by itself, drawn from plain values. */
import {Text} from 'ink';
import {cleanup, render} from 'ink-testing-library';
import stringWidth from 'string-width';
import {afterEach, describe, expect, it} from 'vitest';
import {jobColumns} from '../../src/core/jobs/columns.ts';
import {rowText} from '../../src/core/list/row-text.ts';
import {Header} from '../../src/ui/parts/header.tsx';
import {Rule, Sides} from '../../src/ui/parts/line.tsx';
import {createTheme} from '../../src/ui/parts/theme.ts';
import {DetailText, detailTones} from '../../src/ui/screens/jobs/detail-text.tsx';
import {JobRow} from '../../src/ui/screens/jobs/job-row.tsx';
import {jobAt, NOON} from '../support/jobs.ts';

afterEach(cleanup);

const frameOf = (element: Parameters<typeof render>[0]): string => render(element).lastFrame() ?? '';

describe('a row', () => {
  const texts = rowText(
    {job: jobAt(999, {name: 'llama-3-8b-v1'})},
    {
      columns: jobColumns(80, false),
      width: 80,
      now: NOON,
      widthOf: stringWidth,
    },
  );

  it('is as wide as the list, selected or not, marked or not', () => {
    for (const isSelected of [false, true]) {
      for (const [isNew, isMarked, sign] of [
        [false, false, ' '],
        [true, false, '*'],
        [false, true, '+'],
        [true, true, '#'],
      ] as const) {
        const frame = frameOf(
          <JobRow {...texts} isSelected={isSelected} isNew={isNew} isMarked={isMarked} color={undefined} />,
        );
        expect(frame.startsWith(`${isSelected ? '>' : ' '}${sign}Completed`)).toBe(true);
        expect(frame).toContain('llama-3-8b-v1');
        expect(frame.length).toBeLessThanOrEqual(80);
      }
    }
  });

  it('never takes a second line, however wide its text is', () => {
    const frame = frameOf(
      <JobRow {...texts} rest={texts.rest.repeat(3)} isSelected isNew={false} isMarked={false} color={undefined} />,
    );
    expect(frame.split('\n')).toHaveLength(1);
  });
});

describe('a rule', () => {
  it('fills the width', () => {
    expect(frameOf(<Rule width={30} />)).toBe('─'.repeat(30));
  });

  it('contains text, and still fills the width', () => {
    const frame = frameOf(<Rule width={40} text="2 new jobs above" />);
    expect(frame).toMatch(/^── 2 new jobs above ─+$/);
    expect(stringWidth(frame)).toBe(40);
  });

  it.each([
    [80, /^── a long story · next try 12:00:15 · ! shows all ─+$/],
    [50, /^── a long story · next try 12:00:15 ─+$/],
    [36, /^── a long story · ! shows all ─+$/],
    [24, /^── a long story ─+$/],
    [16, /^── a long st… ──$/],
  ])(
    'in %i columns shows the first wording that fits, and where the whole text is, if that fits too',
    (width, told) => {
      const shorter = ['a long story · next try 12:00:15', 'a long story'];
      const frame = frameOf(
        <Rule width={width} text={'a long story '.repeat(9)} shorter={shorter} more="! shows all" isFailure />,
      );
      expect(frame).toMatch(told);
      expect(stringWidth(frame)).toBe(width);
    },
  );
});

describe('two sides', () => {
  it('stand at the two ends', () => {
    const frame = frameOf(<Sides width={40} left={<Text>left</Text>} right={<Text>right</Text>} />);
    expect(frame).toBe(` left${' '.repeat(29)}right`);
  });
});

describe('the header', () => {
  it('leaves out what is empty', () => {
    const frame = frameOf(<Header width={60} title="" place="us-east-1" counts="" updated="updated 12:00:00" />);
    expect(frame).toBe(` us-east-1${' '.repeat(33)}updated 12:00:00`);
  });
});

describe('detail lines', () => {
  it('are one line each', () => {
    const lines = [
      {label: 'Why       ', text: 'because', tone: 'failure' as const},
      {label: '          ', text: 'of this', tone: 'failure' as const},
    ];
    expect(frameOf(<DetailText lines={lines} />)).toBe(' Why       because\n           of this');
  });
});

describe('a reason for failure', () => {
  it('is red in its label and its first line only', () => {
    const lines = [
      {label: 'Why       ', text: 'because', tone: 'failure' as const},
      {label: '          ', text: 'of this', tone: 'failure' as const},
    ];
    expect(detailTones(lines)).toEqual(['failure', undefined]);
  });
});

describe('the theme', () => {
  it('has a colour for the statuses that it knows, and none for others or without colours', () => {
    expect(createTheme(true).statusColor('Failed')).toBe('red');
    expect(createTheme(true).statusColor('constructor')).toBeUndefined();
    expect(createTheme(false).statusColor('Failed')).toBeUndefined();
    expect(createTheme(true).statusColor('InProgress')).toBeUndefined();
    expect(createTheme(true).isStatusBold('InProgress')).toBe(true);
    expect(createTheme(false).isStatusBold('InProgress')).toBe(true);
    expect(createTheme(true).isStatusBold('Completed')).toBe(false);
  });
});

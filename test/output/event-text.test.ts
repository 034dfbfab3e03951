/** Events, as lines and as JSON. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {EVENT_KINDS, type JobEvent} from '../../src/core/domain/job-events.ts';
import {eventShape, eventText} from '../../src/output/event-text.ts';
import {EVENT_FORMATS, type EventFormat} from '../../src/output/format-names.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import {summaryShape} from '../../src/output/shape.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyJob, anyText, STEERING, withoutPaint} from '../support/any-job.ts';
import {arnOf, jobAt, MINUTE, NOON, runningAt} from '../support/jobs.ts';

const AT = NOON + 5 * MINUTE + 123;
const eventOf = (kind: JobEvent['kind'], job = jobAt(1000), at = AT): JobEvent => ({kind, at, job});
const STYLE = {format: 'lines', paint: NO_PAINT, widthOf: textWidth} as const;
const line = (event: JobEvent, reason?: string) => eventText(event, {failureMessage: reason}, STYLE);
/** Names have a column of their own. */
const NAME = 'job-1000'.padEnd(32);

it.each([
  [eventOf('new', runningAt(1000), NOON), undefined, '2026-11-23T12:00:00Z  new     job-1000\n'],
  [eventOf('ended'), undefined, `2026-11-23T12:05:00Z  ended   ${NAME}  Completed after 5m 00s\n`],
  [
    eventOf('ended', jobAt(1000, {status: 'Stopped', endedAt: undefined})),
    undefined,
    `2026-11-23T12:05:00Z  ended   ${NAME}  Stopped\n`,
  ],
  [
    eventOf('failed', jobAt(1000, {status: 'Failed'})),
    'No config.json.\nAdd it.',
    `2026-11-23T12:05:00Z  failed  ${NAME}  Failed after 5m 00s: No config.json. Add it.\n`,
  ],
  [
    eventOf('failed', jobAt(1000, {status: 'Failed'})),
    undefined,
    `2026-11-23T12:05:00Z  failed  ${NAME}  Failed after 5m 00s\n`,
  ],
])('an event is a line: %#', (event, reason, text) => {
  expect(line(event, reason)).toBe(text);
});

it('on a terminal it has local time, and the full reason below', () => {
  const event = eventOf('failed', jobAt(1000, {status: 'Failed'}));
  expect(eventText(event, {failureMessage: 'The folder has no config.json.\nAdd it.'}, {...STYLE, width: 30})).toBe(
    [
      `2026-11-23 12:05:00  failed  ${NAME}  Failed after 5m 00s`,
      '  The folder has no',
      '  config.json.',
      '  Add it.',
      '',
    ].join('\n'),
  );
});

it('an event is an object: what, when, and the job as the list has it', () => {
  const job = jobAt(1000, {status: 'Failed'});
  expect(eventShape(eventOf('failed', job), {failureMessage: 'why'})).toStrictEqual({
    event: 'failed',
    time: '2026-11-23T12:05:00.123Z',
    job: {
      jobArn: arnOf(1000),
      jobName: 'job-1000',
      status: 'Failed',
      lastModifiedTime: '2026-11-23T12:05:00.000Z',
      creationTime: '2026-11-23T12:00:00.000Z',
      endTime: '2026-11-23T12:05:00.000Z',
      importedModelName: 'model-1000',
      failureMessage: 'why',
    },
  });
});

it.each([
  ['new', runningAt(1000), 1, 22],
  ['ended', jobAt(1000), 32, 39],
  ['failed', jobAt(1000, {status: 'Failed'}), 31, 39],
] as const)('%s has the colour of the status that the job had then', (kind, job, color, end) => {
  const text = eventText(eventOf(kind, job), {failureMessage: undefined}, {...STYLE, paint: TERMINAL_PAINT});
  expect(text).toContain(`  \x1b[${color}m${kind.padEnd(6)}\x1b[${end}m  job-1000`);
});

describe('any event', () => {
  const anyEvent: fc.Arbitrary<JobEvent> = fc.record({
    kind: fc.constantFrom(...EVENT_KINDS),
    at: fc.integer({min: 0, max: Date.UTC(9999, 0, 1)}),
    job: anyJob,
  });
  const anyReason = fc.option(anyText, {nil: undefined});

  it.each<EventFormat>(EVENT_FORMATS)('is one line that steers nothing, as %s', format => {
    fc.assert(
      fc.property(anyEvent, anyReason, fc.boolean(), (event, reason, isPainted) => {
        const text = eventText(
          event,
          {failureMessage: reason},
          {...STYLE, format, paint: isPainted ? TERMINAL_PAINT : NO_PAINT},
        );
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(withoutPaint(text.slice(0, -1))).not.toMatch(STEERING);
      }),
    );
  });

  it('can be read back from ndjson, with the same reason', () => {
    fc.assert(
      fc.property(anyEvent, anyReason, (event, reason) => {
        const text = eventText(event, {failureMessage: reason}, {...STYLE, format: 'ndjson', paint: TERMINAL_PAINT});
        const {event: kind, time, job} = JSON.parse(text);
        expect({kind, at: Date.parse(time)}).toEqual({kind: event.kind, at: event.at});
        expect(job).toEqual(summaryShape(event.job, reason));
      }),
    );
  });
});

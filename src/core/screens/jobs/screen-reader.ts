/** The list in sentences, for a screen reader: the selected job first, and nothing that changes each second. */
import {isRunning, type Job, tookMs} from '../../domain/job.ts';
import {jobsOf, layout, rowsOf, selectedIndex, selectedJob} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {ageOf, countOf, durationOf} from '../../text/format.ts';
import {headerParts} from '../shared/header.ts';
import {SPOKEN_WIDTH} from '../shared/reader.ts';
import {ruleWords} from '../shared/rule.ts';
import {queryLine} from './query-line.ts';

const jobSentence = (state: State, job: Job): string => {
  const {details, clock} = state;
  const {highlights} = jobsOf(state);
  const place = `${countOf(selectedIndex(state) + 1)} of ${countOf(rowsOf(state).count)}`;
  const took = tookMs(job, clock);
  const why = details.get(job.arn)?.detail?.failureMessage;
  const parts = [
    job.name,
    highlights.has(job.arn) ? `${job.status}, just now` : job.status,
    job.modelName && `model ${job.modelName}`,
    `created ${ageOf(job.createdAt, clock)}`,
    took !== undefined && !isRunning(job) ? `took ${durationOf(took)}` : undefined,
    why && `reason: ${why.replace(/\s*\n\s*/g, ' ')}`,
  ];
  return `${place}: ${parts.filter(Boolean).join(', ')}`;
};

/** A line each: the selected job, what has just happened or failed, the filters and how complete the list is, the connection. */
export const screenReaderLines = (state: State): readonly string[] => {
  const job = selectedJob(state);
  const wide: State = {...state, window: {kind: 'terminal', columns: SPOKEN_WIDTH, rows: layout(state).rows}};
  const rule = ruleWords(wide);
  const {left, right} = queryLine(wide, SPOKEN_WIDTH);
  const {place, counts} = headerParts(wide, SPOKEN_WIDTH);
  const happened = rule?.text.replaceAll(' · ', ', ');
  return [
    job && jobSentence(state, job),
    happened,
    `${left}, ${right}`,
    [place, counts].filter(Boolean).join(', '),
  ].filter(line => line !== undefined);
};

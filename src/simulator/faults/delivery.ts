/** Faults of the delivery: answers that come late, are cut off, or carry a wrong date. */
import type {RawAnswer} from '../http/interception.ts';
import {piecesOf, wholeBody} from '../http/raw-body.ts';
import {createRandom} from '../world/random.ts';
import {type FaultKind, numberRule, optionOf} from './fault-kind.ts';

const MAX_MS = 600_000;
const MAX_SKEW = 1_000_000_000;

/** The first half of the body, with the content-length of the whole. Of a body in pieces, half of the first one. */
const halfOf = (raw: RawAnswer): RawAnswer => {
  const [first] = piecesOf(raw.body) ?? [];
  const body = first ?? wholeBody(raw.body);
  const headers = {'content-length': String(body.length), ...raw.headers};
  return {...raw, headers, body: body.subarray(0, Math.floor(body.length / 2))};
};

export const WIRE: readonly FaultKind[] = [
  {
    name: 'latency',
    value: numberRule('MS', 0, MAX_MS),
    options: {jitter: numberRule('MS', 0, MAX_MS)},
    text: 'Delays each answer; jitter=MS adds up to that much more.',
    start: fault => {
      const {next} = createRandom('jitter');
      const jitter = optionOf(fault, 'jitter') ?? 0;
      return {delay: () => Number(fault.value) + Math.round(jitter * next())};
    },
  },
  {
    name: 'stall',
    text: 'Sends the headers and half of the body, then stalls.',
    start: () => ({changeRaw: raw => ({...halfOf(raw), isStalled: true})}),
  },
  {
    name: 'truncate',
    text: 'Sends half of the body, then closes the connection.',
    start: () => ({changeRaw: halfOf}),
  },
  {
    name: 'skew',
    value: numberRule('SECONDS', -MAX_SKEW, MAX_SKEW),
    text: 'Shifts the Date header forwards, or backwards (-SECONDS).',
    start: ({value}) => ({
      changeRaw: (raw, {now}) => ({
        ...raw,
        headers: {...raw.headers, date: new Date(now + Number(value) * 1000).toUTCString()},
      }),
    }),
  },
];

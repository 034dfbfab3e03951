/** A request that has had no answer for a while, in words: for how long, which attempt it is, and when that one is given up. */
import type {Sent, State} from '../../state/state.ts';
import {oldestWait} from '../../state/waiting.ts';
import {durationOf} from '../../text/format.ts';

/** Most answers come sooner, so a shorter wait is not mentioned. */
export const SLOW_MS = 3_000;

/** Seconds, once they are worth mentioning. */
const waitedText = (state: State, sent: Sent | undefined): string | undefined =>
  sent === undefined || state.clock - sent.at < SLOW_MS ? undefined : durationOf(state.clock - sent.at);

/** The longest wait for a page or a poll, in fewer and fewer words; none if every answer has come in time. */
export const waitingTexts = (state: State): readonly string[] => {
  const sent = oldestWait(state);
  const waited = waitedText(state, sent);
  if (!sent || waited === undefined) return [];
  const {attempt} = sent;
  const head = `No answer for ${waited}`;
  const attempts = attempt && ` · attempt ${attempt.number} of ${attempt.max}`;
  const limit = state.settings.answerLimitMs;
  const limited = limit === undefined ? '' : ` · each attempt may take ${durationOf(limit)}`;
  return [`${head}${attempts ?? ''}${limited}`, ...(attempts ? [`${head}${attempts}`] : []), head];
};

/** " 4s" after “asking AWS …”, once the wait is worth mentioning. */
export const waitedSuffix = (state: State, id: number): string => {
  const waited = waitedText(state, state.inFlight.get(id));
  return waited === undefined ? '' : ` ${waited}`;
};

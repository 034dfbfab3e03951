/** What the list waits for: its pages and polls, and the connection. */
import type {Sent, State} from './state.ts';

/** The polls and pages that are on their way: a refresh waits for those, too, that were asked for before it. */
export const listIds = (state: State): readonly number[] => {
  const ids: number[] = [];
  for (const {load, headPoll} of state.screens.jobs.slices.values()) {
    if (load.kind === 'loading') ids.push(load.id);
    if (headPoll.request) ids.push(headPoll.request.id);
  }
  for (const {link, runningPoll} of state.connections.values()) {
    if (runningPoll.request) ids.push(runningPoll.request.id);
    if (link.kind === 'connecting') ids.push(link.id);
  }
  return ids;
};

/** The longest wait for a page or a poll of the list. */
export const oldestWait = (state: State): Sent | undefined => {
  let oldest: Sent | undefined;
  for (const id of listIds(state)) {
    const sent = state.inFlight.get(id);
    if (sent && (!oldest || sent.at < oldest.at)) oldest = sent;
  }
  return oldest;
};

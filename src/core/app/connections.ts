/** The connections screen: opening it, one connection in full, and retrying one of them. */
import type {TargetId} from '../domain/target.ts';
import type {Step} from '../state/message.ts';
import {overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {pushed, step} from '../state/step.ts';
import {refreshTarget} from './link.ts';

export const connectionsOpened = (state: State): State =>
  overlayOf(state)?.kind === 'connections' ? state : pushed(state, {kind: 'connections', top: 0});

export const connectionOpened = (state: State, target: TargetId | undefined): State =>
  target === undefined || !state.connections.has(target)
    ? state
    : pushed(state, {kind: 'connection', target, scroll: 0});

export const connectionRetried = (state: State, target: TargetId | undefined, at: number): Step =>
  target === undefined ? step(state) : refreshTarget(state, target, at);

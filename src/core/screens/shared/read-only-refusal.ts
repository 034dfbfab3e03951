/** Why nothing is changed with --read-only. It is known before the part that acts is loaded. */
import {mainConnection} from '../../state/select.ts';
import type {State} from '../../state/state.ts';

/** The demo is a world of its own, which may be changed. */
export const readOnlyRefusal = (state: State): string | undefined =>
  state.settings.isReadOnly && mainConnection(state).target.kind !== 'demo'
    ? '--read-only is set: nothing is changed on AWS'
    : undefined;

/** The check of the model's files in S3, once somebody has asked for it: reading them takes requests and permissions of its own. */
import type {Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {step} from '../../state/step.ts';

export const checkFilesAsked = (state: State): Step => step(state);

/** Which attempt of a call is under way. The SDK retries by itself, and tells nobody but the server. */
import type {OnAttempt} from '../../core/domain/ports.ts';

const listeners = new WeakMap<object, OnAttempt>();

/** Calls back for each attempt of the call that is made with `signal`. */
export const watchAttempts = (signal: AbortSignal, listener: OnAttempt): void => {
  listeners.set(signal, listener);
};

/** The SDK's header of each attempt. */
const HEADER = 'amz-sdk-request';
const FORM = /attempt=(\d+);\s*max=(\d+)/;

interface AttemptRequest {
  readonly headers: Readonly<Record<string, string>>;
}

/** An attempt is about to be sent. The SDK hands on the signal of the call. */
export const noteAttempt = ({headers}: AttemptRequest, signal: object | undefined): void => {
  const listener = signal && listeners.get(signal);
  const found = listener && FORM.exec(headers[HEADER] ?? '');
  if (found) listener({number: Number(found[1]), max: Number(found[2])});
};

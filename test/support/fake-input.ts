/** What stands for the keyboard in tests of what is drawn. */
import {EventEmitter} from 'node:events';
import type {FieldFeed} from '../../src/keys/field/input-feed.ts';

/** A keyboard on which nobody types. */
export class SilentKeyboard extends EventEmitter {
  readonly isTTY = true;
  setEncoding() {}
  setRawMode() {}
  ref() {}
  unref() {}
  read() {
    return null;
  }
}

/** Input of fields that nobody fills. */
export const NO_FEED: FieldFeed = {
  attach: () => () => {},
  edited: () => true,
  cursor: () => undefined,
  resets: () => 0,
  subscribe: () => () => {},
};

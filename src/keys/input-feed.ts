/** The stream in front of Ink: takes the terminal's strokes, in order, to the commands or into the field in force. */
import type {Clock} from '../core/ports.ts';
import {afterEvents} from './after-events.ts';
import {createAttachedFields, type FieldFeed} from './attached-fields.ts';
import {createFeedStdin} from './feed-stdin.ts';
import {type Edit, editChoice, editText, type Line} from './field-edit.ts';
import {createFieldWait} from './field-wait.ts';
import {createFieldWriter} from './field-writer.ts';
import {type KeySource, startKeyReader} from './key-reader.ts';
import type {Stroke} from './stroke.ts';
import {createStrokeRouter, type FocusedField} from './stroke-router.ts';
import {ESCAPE_MS, type EscapeWait} from './strokes.ts';

export type {EscapeWait, FieldFeed, FocusedField, KeySource};

export interface InputFeedOptions {
  /** process.stdin. */
  readonly source: KeySource;
  /** Takes each stroke that is not a field's. */
  readonly dispatch: (stroke: Stroke) => void;
  /** Asked before each stroke. */
  readonly focusedField: () => FocusedField | undefined;
  /** Whether a key of this name is dispatched at once, before the strokes that wait. */
  readonly isImmediate: (name: string) => boolean;
  readonly clock?: Clock | undefined;
  readonly escapeWait?: EscapeWait | undefined;
}

export interface InputFeed extends FieldFeed {
  /** For Ink's render({stdin}). */
  readonly stdin: NodeJS.ReadableStream;
  /** Looks again at a stroke that waits for its field; for the store to call when the state has changed. */
  recheck(): void;
  /** Lets go of the source, and leaves its raw mode as it was. */
  stop(): void;
}

interface Parts extends InputFeedOptions {
  readonly clock: Clock;
}

/** Never turned back. Its timers let what has arrived be read first (test: an arrow whose rest has come in a busy moment). */
const systemClock: Clock = {now: () => performance.now(), after: afterEvents};

const LOCAL_LINE: EscapeWait = {first: ESCAPE_MS.usual, afterLateTail: ESCAPE_MS.slowLine};

const createParts = (
  {focusedField, clock}: Parts,
  on: {readonly idle: () => void; readonly field: (id: string) => void},
) => {
  const stdin = createFeedStdin();
  const fields = createAttachedFields(on.field);
  const router = createStrokeRouter(fields);
  const writer = createFieldWriter({fields, ownerId: () => focusedField()?.id, say: stdin.write, onIdle: on.idle});
  const wait = createFieldWait({clock, onLook: on.idle, onGiveUp: () => router.giveUp(focusedField())});
  return {stdin: stdin.stream, fields, router, writer, wait};
};

const editOf = ({kind}: FocusedField, stroke: Stroke, line: Line): Edit =>
  kind === 'text' ? editText(stroke, line) : editChoice(stroke);

/** The queue of strokes: all that can go on go in one turn; the first that cannot keeps the others behind it. */
const createQueue = (parts: Parts) => {
  const {dispatch, focusedField} = parts;
  const strokes: Stroke[] = [];
  let isRouting = false;
  const {stdin, fields, router, writer, wait} = createParts(parts, {
    idle: () => route(),
    field(id) {
      router.fieldChanged();
      writer.replaced(id);
    },
  });

  const routeFirst = (stroke: Stroke): boolean => {
    const field = focusedField();
    if (stroke.kind === 'key' && stroke.apart && field?.kind !== 'text') {
      strokes.splice(0, 1, ...stroke.apart);
      return true;
    }
    const way = router.routeOf(stroke, field);
    if (way === 'hold') {
      wait.start();
      return false;
    }
    wait.end();
    strokes.shift();
    const line = field && fields.line(field.id);
    if (way === 'dispatch') dispatch(stroke);
    if (way === 'feed' && line) writer.begin(field.id, editOf(field, stroke, line));
    return true;
  };
  const route = () => {
    // What dispatch does may come back here; the loop goes on anyway.
    if (isRouting) return;
    isRouting = true;
    try {
      let stroke = strokes[0];
      while (stroke && !writer.isBusy() && routeFirst(stroke)) stroke = strokes[0];
    } finally {
      isRouting = false;
    }
  };
  return {stdin, fields, router, writer, wait, strokes, route};
};

/** Takes the keyboard, in raw mode, until `stop`. */
export const createInputFeed = (options: InputFeedOptions): InputFeed => {
  const parts: Parts = {...options, clock: options.clock ?? systemClock};
  const {stdin, fields, router, writer, wait, strokes, route} = createQueue(parts);
  let isStopped = false;
  const take = (taken: readonly Stroke[]) => {
    for (const stroke of taken) {
      // What follows the key that quits is nobody's.
      if (isStopped) return;
      if (stroke.kind === 'key' && options.isImmediate(stroke.name)) options.dispatch(stroke);
      else strokes.push(stroke);
      route();
    }
  };
  const {source, escapeWait = LOCAL_LINE} = options;
  const stopReader = startKeyReader({source, clock: parts.clock, escapeWait, take});
  return {
    stdin,
    attach: fields.attach,
    edited(id, value) {
      const isComplete = writer.edited(id, value);
      if (isComplete) router.awaitValue(id);
      return isComplete;
    },
    cursor: id => fields.line(id)?.cursor,
    resets: fields.resets,
    subscribe: fields.subscribe,
    recheck() {
      if (strokes.length > 0) writer.wake();
    },
    stop() {
      isStopped = true;
      stopReader();
      strokes.length = 0;
      writer.stop();
      wait.end();
    },
  };
};

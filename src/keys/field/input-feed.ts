/**
 * The stream in front of Ink: takes the terminal's strokes, in order, to the commands or to the focused field.
 *
 * Text and choices are entered with ink-text-input and ink-select-input, which the project requires. They read Ink's stdin
 * themselves, and cannot be trusted with what a terminal sends: they work on the value of the last render, so two keys in
 * one turn become one; the text cursor leaves the text at both ends; and no key is left to commands. So they get nothing
 * directly. Each stroke goes to its owner, and the strokes of a field go in pieces that these packages handle correctly,
 * one per turn of the event loop.
 */
import type {Clock} from '../../core/domain/ports.ts';
import {afterEvents} from '../input/after-events.ts';
import {type KeySource, startKeyReader} from '../input/key-reader.ts';
import type {Stroke} from '../input/stroke.ts';
import {ESCAPE_MS, type EscapeWait} from '../input/strokes.ts';
import {createAttachedFields, type FieldFeed} from './attached-fields.ts';
import {createFeedStdin} from './feed-stdin.ts';
import {type Edit, editChoice, editText, type Line} from './field-edit.ts';
import {createFieldWait} from './field-wait.ts';
import {createFieldWriter} from './field-writer.ts';
import {createStrokeRouter, type FocusedField} from './stroke-router.ts';

export type {FieldFeed};

interface InputFeedOptions {
  /** process.stdin. */
  readonly source: KeySource;
  /** Gets each stroke that is not for a field. */
  readonly dispatch: (stroke: Stroke) => void;
  /** Asked before each stroke. */
  readonly focusedField: () => FocusedField | undefined;
  /** Whether a key of this name is dispatched at once, ahead of strokes that wait. */
  readonly isImmediate: (name: string) => boolean;
  readonly clock?: Clock | undefined;
  readonly escapeWait?: EscapeWait | undefined;
}

export interface InputFeed extends FieldFeed {
  /** For Ink's render({stdin}). */
  readonly stdin: NodeJS.ReadableStream;
  /** Checks whether a waiting stroke can go on; to be called when the state has changed. */
  recheck(): void;
  /** Stops reading the source, and restores its raw mode. */
  stop(): void;
}

interface Parts extends InputFeedOptions {
  readonly clock: Clock;
}

/** Monotonic. Its timers run after input that has already arrived (test: an arrow whose rest has come in a busy moment). */
const systemClock: Clock = {now: () => performance.now(), after: afterEvents};

const LOCAL_LINE: EscapeWait = {first: ESCAPE_MS.default, afterLateTail: ESCAPE_MS.slowLine};

const createParts = (
  {focusedField, clock}: Parts,
  on: {readonly idle: () => void; readonly field: (id: string) => void},
) => {
  const stdin = createFeedStdin();
  const fields = createAttachedFields(on.field);
  const router = createStrokeRouter(fields);
  const writer = createFieldWriter({fields, ownerId: () => focusedField()?.id, write: stdin.write, onIdle: on.idle});
  const wait = createFieldWait({clock, onCheck: on.idle, onGiveUp: () => router.giveUp(focusedField())});
  return {stdin: stdin.stream, fields, router, writer, wait};
};

const editOf = ({kind}: FocusedField, stroke: Stroke, line: Line): Edit =>
  kind === 'text' ? editText(stroke, line) : editChoice(stroke);

/** The queue of strokes. In one turn all go on that can; the first that cannot makes the others wait. */
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
    // Dispatching may lead here again; the loop below is still running.
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

/** Reads the keyboard in raw mode until `stop`. */
export const createInputFeed = (options: InputFeedOptions): InputFeed => {
  const parts: Parts = {...options, clock: options.clock ?? systemClock};
  const {stdin, fields, router, writer, wait, strokes, route} = createQueue(parts);
  let isStopped = false;
  const take = (taken: readonly Stroke[]) => {
    for (const stroke of taken) {
      // Nothing after the key that quits is dispatched.
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

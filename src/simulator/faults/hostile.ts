/** The fault that fills an answer's texts with characters that could control a terminal or break a layout. */
import {changeDeep} from './changes.ts';
import type {FaultKind} from './fault-kind.ts';

// None of this is visible, so a client that makes text plain ends up with the original text.
const COLOUR = '\x1b[31;7m';
const TITLE = '\x1b]0;taken over\x07';
const CLIPBOARD = '\x1b]52;c;cm0gLXJmIH4=\x1b\\';
const LINK = '\x1b]8;;http://example.invalid/\x1b\\';
const CLEAR_BY_C1 = '\x9b2J\x9b1;1H';
const DEVICE_STRING = '\x90$q"p\x9c';
const ALTERNATE_SCREEN = '\x1b[?1049l';
const BIDI = '\u202e\u2066\u200f';
const INVISIBLE = '\u200b\ufeff\u00ad';
const INJECTED = `${COLOUR}${TITLE}${CLIPBOARD}${LINK}${CLEAR_BY_C1}${DEVICE_STRING}${ALTERNATE_SCREEN}${BIDI}${INVISIBLE}\x00\x08\x7f`;

const LONG_NAME = 'x'.repeat(300);
const LONG_TEXT = 'a very long text '.repeat(600);

const inText = (text: string): string =>
  `${INJECTED}${text}\rover the start\r\n\nof the line\t\x1b]never ended ${'\x07'}${LONG_TEXT}${LONG_TEXT.replaceAll(' ', '')}`;
const inName = (text: string): string => `${INJECTED}${text}\r${LONG_NAME}`;
/** Inserted before the id at the end. */
const inArn = (text: string): string => text.replace(/[^/]*$/, id => `${INJECTED}${id}`);

/** How each member's text is changed. */
const REWRITES: Readonly<Record<string, (text: string) => string>> = {
  jobArn: inArn,
  importedModelArn: inArn,
  modelArn: inArn,
  roleArn: inArn,
  jobName: inName,
  importedModelName: inName,
  modelName: inName,
  s3Uri: inName,
  failureMessage: inText,
  message: inText,
};

const injected = (name: string, value: unknown): unknown => {
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  return rewrite && typeof value === 'string' ? rewrite(value) : value;
};

export const HOSTILE: FaultKind = {
  name: 'hostile',
  text: 'Puts escape sequences, OSC, C1, bidi controls and CR into names, ARNs, S3 URIs and messages, and makes them too long.',
  start: () => ({
    change: reply =>
      changeDeep(reply, members =>
        Object.fromEntries(Object.entries(members).map(([name, value]) => [name, injected(name, value)])),
      ),
  }),
};

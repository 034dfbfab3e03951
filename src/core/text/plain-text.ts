/** Text from outside is data: this removes whatever could control a terminal, before anything draws it. */

// CSI, OSC/DCS/SOS/PM/APC strings (up to their terminator or the end), and two-character escapes; 7-bit and 8-bit forms.
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;
const LINE_BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// C0, DEL, C1, zero-width and bidirectional controls, the byte order mark, and interlinear or tag characters.
const CONTROLS =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// For string-width half a surrogate pair has no width, but it is written as U+FFFD, which takes a column: the row would wrap.
// This comes first, so that no pair forms around something that is removed.
const UNPAIRED_SURROGATES = /\p{Surrogate}/gu;

/** `text` as lines without any control character; a tab becomes a space. Line breaks of every kind become `\n`. */
export const plainLines = (text: string): string =>
  text
    .replace(UNPAIRED_SURROGATES, '\ufffd')
    .replace(ESCAPE_SEQUENCES, '')
    .replace(LINE_BREAKS, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, '');

/** The same as one line: line breaks become spaces. */
export const plainText = (text: string): string => plainLines(text).replace(/\n/g, ' ');

const escaped = (match: string): string =>
  Array.from({length: match.length}, (_, i) => `\\u${match.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/**
 * `value` as JSON, indented by `indent` spaces (0: one line). Every character that plainText would remove is a \u escape: the
 * JSON parses to the same value, and cannot control a terminal.
 */
export const plainJson = (value: unknown, indent = 2): string =>
  (JSON.stringify(value, null, indent) ?? 'null').replace(CONTROLS, escaped).replace(/[\u2028\u2029]/g, escaped);

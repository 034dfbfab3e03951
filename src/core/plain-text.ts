/** Text from outside is data: this takes out whatever could steer a terminal, before anything draws it. */

// CSI, OSC/DCS/SOS/PM/APC strings (up to their terminator or the end), and two-character escapes; 7-bit and 8-bit forms.
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;
const LINE_BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// C0, DEL, C1, zero-width and bidirectional controls, the byte order mark, and interlinear or tag characters.
const CONTROLS =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// Half a pair has no width for string-width, and the one column of U+FFFD once it is written: the row would wrap. This comes
// first, so that no pair comes together around something that is taken out.
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
 * `value` as JSON, indented by `indent` spaces (0: one line), in which every character that plainText would take out stands
 * as a \u escape: it is the same value for whoever parses it, and steers no terminal.
 */
export const plainJson = (value: unknown, indent = 2): string =>
  (JSON.stringify(value, null, indent) ?? 'null').replace(CONTROLS, escaped).replace(/[\u2028\u2029]/g, escaped);

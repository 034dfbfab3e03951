/** The look of a status: one of the terminal's own sixteen colours, or bold in its default colour. */

/** Plain yellow and cyan cannot be read on a light background, so a running job is bold instead. */
type StatusLook = 'bold' | 'green' | 'red';

// A map, because a status may be any text, and an object would find "constructor".
export const STATUS_LOOKS: ReadonlyMap<string, StatusLook> = new Map([
  ['InProgress', 'bold'],
  ['Completed', 'green'],
  ['Failed', 'red'],
]);

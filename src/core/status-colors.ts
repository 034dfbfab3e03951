/** How a status looks wherever there are colours: one of the terminal's own sixteen, or bold in the terminal's own colour. */

/** Plain yellow and cyan cannot be read on a light background, so a running job is bold instead. */
type StatusLook = 'bold' | 'green' | 'red';

// A map: a status may be any text, and an object would answer to "constructor".
export const STATUS_LOOKS: ReadonlyMap<string, StatusLook> = new Map([
  ['InProgress', 'bold'],
  ['Completed', 'green'],
  ['Failed', 'red'],
]);

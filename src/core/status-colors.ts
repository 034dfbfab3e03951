/** The colour that a status has wherever colours are: one of the terminal's own sixteen. */

// A map: a status may be any text, and an object would answer to "constructor".
export const STATUS_COLORS: ReadonlyMap<string, 'yellow' | 'green' | 'red'> = new Map([
  ['InProgress', 'yellow'],
  ['Completed', 'green'],
  ['Failed', 'red'],
]);

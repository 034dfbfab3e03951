/** The path of requests that are for the simulator itself. No operation of AWS has it, and no bucket can have this name. */

export const CONTROL_PREFIX = '/_simulator/';

export const isControlPath = (url: string): boolean => url.startsWith(CONTROL_PREFIX);

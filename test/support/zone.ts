/** Local time in tests: what Date takes for the zone of this machine. */
import {onTestFinished} from 'vitest';

/** Sets the zone until the test ends. */
export const inZone = (zone: string | undefined): void => {
  const before = process.env.TZ;
  const set = (value: string | undefined) => {
    if (value === undefined) delete process.env.TZ;
    else process.env.TZ = value;
  };
  set(zone);
  onTestFinished(() => set(before));
};

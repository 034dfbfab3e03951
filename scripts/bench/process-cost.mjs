/** What a process costs, as Linux tells it: resident memory, and time on a CPU. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';

export const hasCosts = existsSync('/proc/self/task') && existsSync('/proc/self/schedstat');

/** VmRSS in MB. */
export const residentMegabytes = pid => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6;
};

const nanoseconds = path => {
  try {
    return Number(readFileSync(path, 'utf8').split(' ')[0]);
  } catch {
    // The thread has ended since it was listed.
    return 0;
  }
};

/** Milliseconds on a CPU so far, of all threads; /proc/PID/stat counts in steps of 10 ms, which is too coarse. */
export const cpuMilliseconds = pid => {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + nanoseconds(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6;
};

/** The same of the thread that runs the program's own code; the others compile it and collect garbage. */
export const mainThreadMilliseconds = pid => nanoseconds(`/proc/${pid}/task/${pid}/schedstat`) / 1e6;

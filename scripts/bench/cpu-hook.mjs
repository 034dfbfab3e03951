/**
 * Runs inside the program, before it: writes to the file in BENCH_CPU what its main thread had spent on a CPU when the first frame
 * was written, and when the first page of jobs was.
 */
import {writeFileSync} from 'node:fs';

const {stdout} = process;
const write = stdout.write.bind(stdout);
const spent = () => {
  const {user, system} = (process.threadCpuUsage ?? process.cpuUsage)();
  return (user + system) / 1000;
};
let frame;
stdout.write = (chunk, ...rest) => {
  const text = String(chunk);
  if (text.includes('Bedrock imports')) frame ??= spent();
  if (/\d jobs? · /.test(text)) {
    stdout.write = write;
    writeFileSync(process.env.BENCH_CPU, JSON.stringify({frame, page: spent()}));
  }
  return write(chunk, ...rest);
};

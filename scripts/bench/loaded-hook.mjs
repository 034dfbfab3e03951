/** Runs inside the program, before it: writes to the file in BENCH_LOADED what had been loaded of dist/ at the first frame. */
import {statSync, writeFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {fileURLToPath} from 'node:url';

let bytes = 0;
let files = 0;
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) {
      bytes += statSync(fileURLToPath(url)).size;
      files += 1;
    }
    return next(url, context);
  },
});

const {stdout} = process;
const write = stdout.write.bind(stdout);
stdout.write = (chunk, ...rest) => {
  if (String(chunk).includes('Bedrock imports')) {
    stdout.write = write;
    writeFileSync(process.env.BENCH_LOADED, JSON.stringify({bytes, files}));
  }
  return write(chunk, ...rest);
};

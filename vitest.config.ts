/**
 * How the tests run: in forked processes (a pty cannot live in a worker thread), without globals. The projects run in the
 * order of their names, so the longest file of all begins first, and the short ones fill the gaps at the end.
 */
import {availableParallelism} from 'node:os';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {DRAWING_PACKAGES, shippedPackages} from './test/support/shipped-packages.ts';

const ROOT = dirname(fileURLToPath(import.meta.url));

/** They need modules that no other test has loaded: they change the process or what is imported, or count what is pending. */
const NEED_NEW_PROCESS = ['test/**/{compile-cache,debug-log,leave,pending,text-field}.test.{ts,tsx}'];

const BUILT = 'test/e2e/**/*.test.ts';
const MATRIX = 'test/matrix/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    // A test of the built program mostly waits for it.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A machine of CI shares its cores: a program in a pty that was starved is started again. What fails twice has failed.
    retry: process.env.CI === undefined ? 0 : 2,
    // Without a size, Ink starts a program at each render to ask the terminal for it.
    env: {AWS_EC2_METADATA_DISABLED: 'true', TZ: 'UTC', COLUMNS: '80', LINES: '24'},
    projects: [
      {
        // Draws hundreds of screens: with the React and the Ink that the bundle has.
        extends: true,
        plugins: [shippedPackages(ROOT)],
        oxc: {jsx: {runtime: 'automatic', development: false}},
        test: {
          name: 'matrix',
          include: [MATRIX],
          env: {NODE_ENV: 'production'},
          server: {deps: {inline: DRAWING_PACKAGES}},
        },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: [BUILT],
          isolate: false,
          globalSetup: 'test/support/compiled-program.ts',
        },
      },
      {
        // One process for many files loads their modules once.
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [BUILT, MATRIX, ...NEED_NEW_PROCESS],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {name: 'quick-alone', include: NEED_NEW_PROCESS},
      },
    ],
  },
});

/**
 * How the tests run: in forked processes (a pty cannot live in a worker thread), without globals. The projects run in the
 * order of their names, so the longest file of all begins first, and the short ones fill the gaps at the end.
 */
import {availableParallelism} from 'node:os';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {defineConfig, type TestUserConfig} from 'vitest/config';
import {DRAWING_PACKAGES, shippedPackages} from './test/support/shipped-packages.ts';

const ROOT = dirname(fileURLToPath(import.meta.url));

/**
 * Files that cannot share a process: they change it, or what is imported; they count what is pending; or they leave the SDK with
 * something that it remembers for a while (that no metadata service answers, that a token could not be renewed).
 */
const NEED_NEW_PROCESS = [
  'test/**/{compile-cache,debug-log,leave,peers,pending,region}.test.ts',
  'test/**/text-field.test.tsx',
];

const BUILT = 'test/e2e/**/*.test.ts';
const MATRIX = 'test/matrix/**/*.test.ts';

const shared = {
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 30_000,
  // A machine of CI shares its cores: a program in a pty that was starved is started again. What fails twice has failed.
  retry: process.env.CI === undefined ? 0 : 2,
  // Without a size, Ink starts a program at each render to ask the terminal for it.
  env: {AWS_EC2_METADATA_DISABLED: 'true', TZ: 'UTC', COLUMNS: '80', LINES: '24'},
} satisfies TestUserConfig;

export default defineConfig({
  test: {
    // Many tests wait: for the built program, for an answer that does not come.
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        // Draws thousands of frames: with the React and the Ink that the bundle has.
        plugins: [shippedPackages(ROOT)],
        oxc: {jsx: {runtime: 'automatic', development: false}},
        test: {
          ...shared,
          name: 'matrix',
          include: [MATRIX],
          env: {...shared.env, NODE_ENV: 'production'},
          server: {deps: {inline: DRAWING_PACKAGES}},
        },
      },
      {
        test: {
          ...shared,
          name: 'program',
          include: [BUILT],
          isolate: false,
          globalSetup: 'test/support/compiled-program.ts',
        },
      },
      {
        // One process for many files loads their modules once.
        test: {
          ...shared,
          name: 'quick',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [BUILT, MATRIX, ...NEED_NEW_PROCESS],
          isolate: false,
        },
      },
      {
        test: {...shared, name: 'alone', include: NEED_NEW_PROCESS},
      },
    ],
  },
});

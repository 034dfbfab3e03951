/** How the tests run: in forked processes (a pty cannot live in a worker thread), without globals. */
import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A machine of CI shares its cores: a program in a pty that was starved is started again. What fails twice has failed.
    retry: process.env.CI === undefined ? 0 : 2,
    env: {AWS_EC2_METADATA_DISABLED: 'true', TZ: 'UTC'},
  },
});

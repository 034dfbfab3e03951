/** A component that throws: the terminal is as it was, one paragraph on stderr, and 70. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {disposeAll} from '../support/pty.ts';
import {startBetweenSettings} from '../support/terminal-settings.ts';

const directory = mkdtempSync(join(tmpdir(), 'imports-tui-fault-'));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const WAYS = {
  'while it draws': "throw new TypeError('thrown by a component');",
  'in an effect': "useEffect(() => { throw new TypeError('thrown by a component'); }, []);",
};

const variant = (way: string) => join(directory, way.replaceAll(' ', '-'));

/** The program, with a help screen that throws. */
const buildVariant = (way: keyof typeof WAYS) =>
  build({
    absWorkingDir: ROOT,
    entryPoints: ['src/bin.ts'],
    outdir: variant(way),
    outExtension: {'.js': '.mjs'},
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
    external: ['react-devtools-core'],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'error',
    plugins: [
      {
        name: 'throwing-help',
        setup: ({onLoad}) =>
          onLoad({filter: /[\\/]src[\\/]ui[\\/]screens[\\/]shared[\\/]help-screen\.tsx$/}, () => ({
            contents: `import {useEffect} from 'react';
              export const HelpScreen = () => { ${WAYS[way]} return undefined; };`,
            loader: 'tsx',
            resolveDir: ROOT,
          })),
      },
    ],
  });

const ways = Object.keys(WAYS) as (keyof typeof WAYS)[];

beforeAll(async () => {
  await Promise.all(ways.map(buildVariant));
});
afterEach(disposeAll);
afterAll(() => rmSync(directory, {recursive: true, force: true}));

it.each(ways)('a component that throws %s ends the program with 70 and a paragraph', async way => {
  const {terminal, outcome} = startBetweenSettings(process.execPath, [join(variant(way), 'bin.mjs'), '--demo']);
  await terminal.waitFor(/\d jobs? · /);
  terminal.press('?');
  const {before, after, code} = await outcome;
  expect({code, after}).toEqual({code: 70, after: before});
  expect(terminal.modes()).toEqual({
    isAlternateScreen: false,
    isCursorHidden: false,
    hasBracketedPaste: false,
    hasFocusReports: false,
    isSynchronized: false,
  });
  const said = terminal
    .screen()
    .replace(/^\[.*$/gm, '')
    .trim();
  expect(said).toMatch(/^bedrock-imports-tui: internal error: TypeError: thrown by a component\n/);
  expect(said).toContain('Please report it');
  expect(said).not.toMatch(/^\s+at /m);
  expect(said.split('\n').length).toBeLessThan(6);
});

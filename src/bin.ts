/** The executable: refuses a Node that is too old in words which that Node can still run, then hands over to cli/. */

// No static import and no newer syntax here: both would fail before the sentence below could be printed.
const found = process.versions.node;
const [major, minor] = found.split('.').map(Number) as [number, number];

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `bedrock-imports-tui needs Node 20.19 or newer, but this is Node ${found}. Install a newer Node (https://nodejs.org) and run it again.\n`,
  );
  process.exitCode = 2;
} else {
  import('./cli/main.ts').then(({main}) => main());
}

export {};

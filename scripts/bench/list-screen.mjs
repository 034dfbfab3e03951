/** What a screen says of the list it shows: ours, fzf's and less's. All knowledge of how the screens look is here. */

const count = n => n.toLocaleString('en-US');
const selectedRow = screen => screen.rows().find(row => row.startsWith('>'));

export const hasFirstFrame = screen => screen.row(0).includes('Bedrock imports');
export const hasFirstPage = screen => screen.rows().some(row => /\d jobs? · /.test(row));
export const hasRows = screen => /Completed|Failed/.test(selectedRow(screen) ?? '');
export const counts = jobs => screen => screen.row(1).includes(` ${count(jobs)} jobs`);
export const hasLoaded = jobs => screen => screen.row(1).includes(`${count(jobs)} jobs · end of list`);

/** The name of the selected job; in a row the gutter and the status come before it. */
export const ourName = screen => selectedRow(screen)?.slice(2).trim().split(/\s+/)[1];

/** How many jobs the list shows at once: from under the headings to the rule. */
export const ourHeight = screen => {
  const rows = screen.rows();
  const headings = rows.findIndex(row => /STATUS.*JOB/.test(row));
  return rows.findIndex((row, y) => y > headings && row.startsWith('───')) - headings - 1;
};

/** The detail over the whole screen, of the job with this name. */
export const hasDetail = name => screen =>
  screen.rows().some(row => new RegExp(`^ ${RegExp.escape?.(name) ?? name} .*\\w$`).test(row)) &&
  /\besc close\b/.test(screen.row(35)) &&
  selectedRow(screen) === undefined;

export const hasSearchLine = screen => /^ \/(?! name)/.test(screen.row(35));

/** The search line has the text, and the list says, and shows, that it is narrowed to it. */
export const isNarrowed =
  ({draft, matches, of}) =>
  screen => {
    const said = matches === of ? `${count(of)} jobs` : `${count(matches)} of ${count(of)} loaded`;
    return (
      screen.row(35).startsWith(` /${draft} `) &&
      screen.row(1).includes(said) &&
      (matches === 0 || (ourName(screen)?.includes(draft) ?? false))
    );
  };

/** The same for a search over everything that is loaded. */
export const isNarrowedWide =
  ({draft}) =>
  screen =>
    screen.row(35).startsWith(` everything /${draft} `) && screen.row(1).includes(`“${draft}” anywhere`);

/** A scroll bar may follow the name. */
export const fzfName = screen => selectedRow(screen)?.slice(2).split(' ')[0];
export const fzfHeight = screen => screen.rows().length - 2;

export const isFzfNarrowed =
  ({draft, matches, of}) =>
  screen =>
    screen.row(0).trimEnd() === `? ${draft}` &&
    screen.row(1).trim().startsWith(`${matches}/${of}`) &&
    (matches === 0 || (fzfName(screen)?.includes(draft) ?? false));

export const lessName = screen => screen.row(0).trim();

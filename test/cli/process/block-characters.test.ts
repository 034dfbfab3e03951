/** Which environments show block characters. */
import {expect, it} from 'vitest';
import {showsBlocks} from '../../../src/cli/process/block-characters.ts';

it.each([
  [{}, true],
  [{TERM: 'xterm-256color', LANG: 'en_US.UTF-8'}, true],
  [{TERM: 'screen', LC_ALL: 'C.utf8'}, true],
  [{TERM: 'xterm', LANG: 'C'}, false],
  [{TERM: 'xterm', LANG: 'de_DE.ISO-8859-1'}, false],
  [{LC_ALL: 'POSIX', LANG: 'en_US.UTF-8'}, false],
  [{LC_ALL: '', LC_CTYPE: 'en_US.UTF-8', LANG: 'C'}, true],
  [{TERM: 'linux', LANG: 'en_US.UTF-8'}, false],
  [{TERM: 'linux-16color'}, false],
  [{TERM: 'dumb'}, false],
  [{TERM: 'vt100'}, false],
  [{TERM: 'vtpcansi'}, true],
])('%j: %s', (environment, expected) => {
  expect(showsBlocks(environment)).toBe(expected);
});

/** Which bytes ask which terminal to notify. */
import {expect, it} from 'vitest';
import {isPlainTerminal, notificationOf} from '../../../src/cli/terminal/notification.ts';

const TEXT = '✗ job; failed';

it.each([
  [
    'kitty',
    {TERM: 'xterm-kitty'},
    `\x1b]99;i=bedrock-imports:d=0;Bedrock imports\x1b\\\x1b]99;i=bedrock-imports:p=body;${TEXT}\x1b\\`,
  ],
  ['iTerm2', {TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app'}, `\x1b]9;Bedrock imports: ${TEXT}\x07`],
  ['Windows Terminal', {TERM: 'xterm-256color', WT_SESSION: 'id'}, `\x1b]9;Bedrock imports: ${TEXT}\x07`],
  ['foot', {TERM: 'foot'}, `\x1b]777;notify;Bedrock imports;${TEXT}\x07`],
  ['an unknown terminal', {TERM: 'xterm-256color'}, `\x1b]777;notify;Bedrock imports;${TEXT}\x07\x07`],
  ['the Linux console', {TERM: 'linux'}, '\x07'],
  ['no TERM', {}, '\x07'],
  [
    'tmux',
    {TERM: 'tmux-256color', TMUX: '/tmp/x,1,0'},
    `\x1bPtmux;\x1b\x1b]777;notify;Bedrock imports;${TEXT}\x07\x1b\\\x07`,
  ],
  [
    'tmux in iTerm2',
    {TERM: 'screen', TMUX: '/tmp/x', LC_TERMINAL: 'iTerm2'},
    `\x1bPtmux;\x1b\x1b]9;Bedrock imports: ${TEXT}\x07\x1b\\\x07`,
  ],
  ['screen', {TERM: 'screen', STY: '1.pts'}, `\x1bP\x1b]777;notify;Bedrock imports;${TEXT}\x07\x1b\\\x07`],
  [
    'screen in kitty',
    {TERM: 'screen', STY: '1.pts', KITTY_WINDOW_ID: '1'},
    `\x1bP\x1b]777;notify;Bedrock imports;${TEXT}\x07\x1b\\\x07`,
  ],
])('%s', (_, env, bytes) => {
  expect(notificationOf(TEXT, env)).toBe(bytes);
});

it('contains no control character of the text', () => {
  expect(notificationOf('a\x1b]0;evil\x07b\nc\x9c', {TERM: 'foot'})).toBe('\x1b]777;notify;Bedrock imports;ab c\x07');
});

it.each([
  [{TERM: 'linux'}, true],
  [{TERM: 'vt100'}, true],
  [{}, true],
  [{WT_SESSION: 'id'}, false],
  [{TERM: 'xterm-256color'}, false],
  [{TERM: 'screen'}, false],
])('with %o it may show sequences as text: %s', (env, isPlain) => {
  expect(isPlainTerminal(env)).toBe(isPlain);
});

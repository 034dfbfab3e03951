/** The wait after an ESC, for each kind of line. */
import {expect, it} from 'vitest';
import {escapeWaitOf} from '../../../src/cli/terminal/escape-wait.ts';

const PTS = '/dev/pts/3';

it.each([
  ['a window', {TERM: 'xterm-256color'}, PTS, 25],
  ['the console of Linux', {TERM: 'linux'}, '/dev/tty1', 25],
  ['a system without /proc', {TERM: 'xterm-256color'}, undefined, 25],
  ['a Mac’s window', {TERM: 'xterm-256color'}, '/dev/ttys003', 25],
  ['ssh', {SSH_TTY: '/dev/pts/3'}, PTS, 150],
  ['ssh without SSH_TTY', {SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22'}, PTS, 150],
  ['empty variables', {SSH_TTY: '', SSH_CONNECTION: ''}, PTS, 25],
  ['a serial line', {TERM: 'linux'}, '/dev/ttyS0', 150],
  ['a USB serial line', {TERM: 'xterm'}, '/dev/ttyUSB1', 150],
  ['a board’s serial line', {TERM: 'xterm'}, '/dev/ttyAMA0', 150],
  ['another board’s serial line', {TERM: 'xterm'}, '/dev/ttymxc2', 150],
  ['what getty sets for a serial line', {TERM: 'vt220'}, undefined, 150],
  ['tmux over ssh', {SSH_TTY: '/dev/pts/3', TMUX: '/tmp/tmux-1000/default,1,0'}, PTS, 25],
  ['screen over ssh', {SSH_CONNECTION: 'x', STY: '1.pts-3.host'}, PTS, 25],
  ['tmux on a serial line', {TMUX: '/tmp/tmux-1000/default,1,0'}, '/dev/ttyS0', 25],
] as const)('%s', (_, env, tty, first) => {
  expect(escapeWaitOf(undefined, env, tty)).toEqual({first, afterLateTail: 150});
});

it.each([0, 10, 400])('the flag decides, also after a late key: %d ms', ms => {
  expect(escapeWaitOf(ms, {SSH_TTY: '/dev/pts/3'}, PTS)).toEqual({first: ms, afterLateTail: ms});
});

/** Starts Ink on the terminal: as a screen of which only changed cells are written, or as sentences for a screen reader. */
import {type Instance, type RenderOptions, render} from 'ink';
import type {ReactNode} from 'react';
import {createTheme, ThemeContext} from '../../ui/parts/theme.ts';
import {HOME_AND_ERASE} from '../../ui/terminal/frame-writer.ts';
import {wantsColor} from '../process/colors.ts';
import {FrameStream} from './frame-stream.ts';

type Stdin = NonNullable<RenderOptions['stdin']>;

interface ShowOptions {
  readonly stdin: Stdin;
  /** The terminal; tests pass in their own. */
  readonly stdout?: NodeJS.WriteStream;
  readonly isScreenReader: true | undefined;
}

interface Shown {
  readonly instance: Instance;
  /** Draws the whole screen for the current window size. */
  readonly redraw: () => void;
}

/** For a screen reader: sentences, which Ink itself writes again after each change. */
const speak = (screen: ReactNode, stdin: Stdin, stdout: NodeJS.WriteStream): Shown => {
  const settings = {exitOnCtrlC: false, patchConsole: false, interactive: true, alternateScreen: true} as const;
  const instance = render(screen, {...settings, stdin, stdout, isScreenReaderEnabled: true});
  const redraw = () => {
    instance.clear();
    stdout.write(HOME_AND_ERASE);
    stdout.emit('resize');
  };
  // Ink drew its first line where the shell had left the cursor.
  redraw();
  return {instance, redraw};
};

/** Shows the screen. */
export const show = (app: ReactNode, {stdin, stdout = process.stdout, isScreenReader}: ShowOptions): Shown => {
  const {INK_SCREEN_READER} = process.env;
  const hasColor = wantsColor(process.env);
  const screen = <ThemeContext value={createTheme(hasColor)}>{app}</ThemeContext>;
  if (isScreenReader || INK_SCREEN_READER === 'true') return speak(screen, stdin, stdout);
  const frames = new FrameStream(stdout);
  const instance = render(screen, {
    stdin,
    stdout: frames as unknown as NodeJS.WriteStream,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    // Makes Ink write a whole frame after each change.
    debug: true,
    onRender: frames.drawn,
    isScreenReaderEnabled: false,
  });
  return {instance, redraw: () => frames.repaint()};
};

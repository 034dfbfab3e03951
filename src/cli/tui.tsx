/** Builds the terminal UI from store, effects, keys and screen, and runs it: from the options to the exit code. */
import {apiKey} from '../bedrock/credentials/api-key.ts';
import {chosenProfile} from '../bedrock/profiles/profile-choice.ts';
import {type CallLog, type CredentialProcessEvent, DEFAULT_LIMITS} from '../bedrock/settings.ts';
import type {CopyOutcome, OpenOutcome} from '../core/domain/ports.ts';
import {type TargetId, targetKey} from '../core/domain/target.ts';
import {windowTitle} from '../core/screens/shared/endings.ts';
import type {Message} from '../core/state/message.ts';
import {isAnswered} from '../core/state/select.ts';
import {initialState, type Notice} from '../core/state/state.ts';
import {plainText} from '../core/text/plain-text.ts';
import {createInputFeed} from '../keys/field/input-feed.ts';
import {createDefaultKeymap} from '../keys/keymap/default-bindings.ts';
import {focusedField} from '../keys/keymap/focused-field.ts';
import type {Keymap} from '../keys/keymap/keymap.ts';
import {paletteCommands} from '../keys/keymap/palette.ts';
import {helpText} from '../keys/keymap/reference.ts';
import {messageFor} from '../keys/keymap/stroke-message.ts';
import {createSession, type Session} from '../runtime/session.ts';
import type {Store} from '../runtime/store.ts';
import {createThrottledView} from '../runtime/throttled-view.ts';
import {type ActingDrawing, App} from '../ui/app.tsx';
import {textWidth} from '../ui/terminal/text-width.ts';
import type {TuiOptions} from './args/tui-options.ts';
import {gatewayOpener} from './gateway/gateway-opener.ts';
import {findLogin, findProfiles} from './gateway/profiles.ts';
import {showsBlocks} from './process/block-characters.ts';
import {originalEnvironment, readEnvironment} from './process/environment.ts';
import {EXIT_CODES} from './process/exit-codes.ts';
import {systemClock} from './process/system-clock.ts';
import {createCopier} from './terminal/copier.ts';
import {escapeWaitOf} from './terminal/escape-wait.ts';
import {isPlainTerminal, notificationOf} from './terminal/notification.ts';
import {show} from './terminal/show.tsx';
import {NO_SUSPENDING, watchSuspension} from './terminal/suspend.ts';
import type {TerminalGuard} from './terminal/terminal-guard.ts';

const BELL = '\x07';
/** Long enough to read it after the rows have appeared. */
const ZONE_NOTICE_MS = 20_000;
/** Columns that the rule needs around its text. */
const RULE_ENDS = 6;

const sizeOf = (stdout: NodeJS.WriteStream) => ({columns: stdout.columns || 80, rows: stdout.rows || 24});

/** What the UI gets besides its options. */
interface TuiParts {
  readonly guard: TerminalGuard;
  readonly log?: CallLog | undefined;
}

/** The longest text that fits into the rule: a longer one would point to the errors view, which does not have it. */
const zoneNotice = async (columns: number): Promise<Notice | undefined> => {
  const {TZ} = readEnvironment();
  if (TZ === undefined) return undefined;
  const {timeZoneProblem} = await import('./process/time-zone.ts');
  const at = systemClock.now();
  const texts = timeZoneProblem(TZ, at);
  const text = texts?.find(each => textWidth(each) <= columns - RULE_ENDS) ?? texts?.at(-1);
  return text === undefined ? undefined : {text, until: at + ZONE_NOTICE_MS};
};

const openUrl = async (url: string): Promise<OpenOutcome> => {
  const {openInBrowser} = await import('./terminal/browser.ts');
  return openInBrowser(url, {env: originalEnvironment()});
};

interface SessionParts extends TuiParts {
  readonly copyText: (text: string) => Promise<CopyOutcome>;
  readonly keymap: Keymap;
  readonly notice: Notice | undefined;
}

/** Draws the whole screen for the current window size, as after a resize. */
const repaint = (): void => {
  process.emit('SIGWINCH');
};

const createSuspend = (guard: TerminalGuard, store: () => Store): (() => void) => {
  if (process.platform === 'win32') return () => store().dispatch({kind: 'refused', reason: NO_SUSPENDING});
  return watchSuspension({
    guard,
    onResume: () => {
      repaint();
      store().dispatch({kind: 'resumed'});
    },
  });
};

/** Messages about a credential_process of a target. */
const processMessage = (target: TargetId, {run, profile, isRunning}: CredentialProcessEvent): Message =>
  isRunning
    ? {kind: 'credential-process-started', target, run, profile}
    : {kind: 'credential-process-ended', target, run};

const startSession = (options: TuiOptions, parts: SessionParts, onExit: () => void): Session => {
  const {guard, log, keymap, notice, copyText} = parts;
  const {stdout} = process;
  const {refreshMs, hasBell, hasNotifications, isReadOnly, query, match, target, targets} = options;
  const named = target.kind === 'demo' ? undefined : chosenProfile(target.profile, readEnvironment());
  const profile = named && plainText(named);
  const settings = {
    refreshMs,
    hasBell,
    hasNotifications,
    isReadOnly,
    profile,
    hasApiKey: apiKey(readEnvironment()) !== undefined,
    answerLimitMs: DEFAULT_LIMITS.requestMs,
    widthOf: textWidth,
    isAscii: !showsBlocks(readEnvironment()),
    help: helpText(keymap),
    commands: paletteCommands(keymap),
  };
  const at = systemClock.now();
  const window = {kind: 'terminal', ...sizeOf(stdout)} as const;
  const suspend = createSuspend(guard, () => session.store);
  const open = gatewayOpener(options, log);
  const session = createSession(initialState({at, window, settings, query, match, targets, notice}), {
    clock: systemClock,
    openGateway: opened =>
      open(opened, {
        onCredentialProcess: event => session.store.dispatch(processMessage(targetKey(opened), event)),
      }),
    findProfiles,
    ringBell: () => stdout.write(BELL),
    notify: text => stdout.write(notificationOf(text, readEnvironment())),
    copyText,
    openUrl,
    findLogin,
    signIn: async command => {
      const {signIn} = await import('./terminal/sign-in.ts');
      return signIn(command, {guard, stdin: process.stdin, env: originalEnvironment(), onBack: repaint});
    },
    exit: onExit,
    suspend,
    repaint: () => {
      guard.retake();
      repaint();
    },
    jitter: Math.random,
    onFault: guard.fail,
  });
  return session;
};

/** Keeps the window's title up to date. */
const showTitle = (store: Store, guard: TerminalGuard): void => {
  let shown = '';
  const show = () => {
    const title = windowTitle(store.getState());
    if (title === shown) return;
    shown = title;
    guard.setTitle(title);
  };
  show();
  store.subscribe(show);
};

/** How long the first page is waited for (ms), and how long it then has to be drawn. */
const FIRST_PAGE_MS = 1_000;
const DRAWN_MS = 50;

/** The part that acts is loaded once it is asked for, and otherwise after the first page, which loading would delay. */
const whenActingIsDue = (store: Store, load: () => void): void => {
  let isDue = false;
  const due = () => {
    if (isDue) return;
    isDue = true;
    unsubscribe();
    load();
  };
  const unsubscribe = store.subscribe(() => {
    const state = store.getState();
    if (state.awaitingActing.length > 0) return due();
    if (!isAnswered(state)) return;
    unsubscribe();
    setTimeout(due, DRAWN_MS).unref();
  });
  setTimeout(due, FIRST_PAGE_MS).unref();
};

/** Runs until the person quits. Resolves to the exit code; the guard restores the terminal afterwards. */
export const runTui = async (options: TuiOptions, parts: TuiParts): Promise<number> => {
  const {stdin, stdout} = process;
  // Node prints its warnings on stderr, over the screen.
  process.removeAllListeners('warning');
  let quit = () => {};
  const hasQuit = new Promise<void>(resolve => {
    quit = resolve;
  });
  const notice = await zoneNotice(sizeOf(stdout).columns);
  const keymap = createDefaultKeymap();
  const copier = createCopier(options.copyCommand, text => stdout.write(text));
  const {store, stop} = startSession(options, {...parts, keymap, notice, copyText: copier.copyText}, quit);
  const feed = createInputFeed({
    source: stdin,
    escapeWait: escapeWaitOf(options.escapeMs, readEnvironment()),
    focusedField: () => focusedField(keymap, store.getState()),
    isImmediate: keymap.isImmediate,
    dispatch: stroke => {
      const message = messageFor(keymap, store.getState(), stroke);
      if (message) store.dispatch(message);
    },
  });
  store.subscribe(feed.recheck);
  if (options.hasNotifications && !isPlainTerminal(readEnvironment())) showTitle(store, parts.guard);
  const view = {...store, ...createThrottledView(store, systemClock)};
  let acting: ActingDrawing | undefined;
  const {instance, redraw} = show(<App store={view} feed={feed} keymap={keymap} acting={() => acting} />, {
    stdin: feed.stdin,
    isScreenReader: options.isScreenReader,
  });
  // The signal, not the stream's resize event: there is no event if a window is resized and quickly resized back, although the
  // terminal has lost what it cut off.
  process.on('SIGWINCH', () => {
    store.dispatch({kind: 'resized', ...sizeOf(stdout)});
    // After React has drawn for the new size.
    setImmediate(redraw);
  });
  store.dispatch({kind: 'started'});
  whenActingIsDue(store, () => {
    void import('../ui/acting/part.tsx').then(part => {
      acting = part;
      store.dispatch({kind: 'acting-loaded', acting: part.ACTING});
    }, parts.guard.fail);
  });
  await Promise.race([hasQuit, instance.waitUntilExit()]);
  await copier.finish();
  stop();
  feed.stop();
  instance.unmount();
  await instance.waitUntilExit();
  return EXIT_CODES.ok;
};

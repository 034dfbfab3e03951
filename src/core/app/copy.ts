/** Copying and opening: what the keys ask for, and what became of it. */
import {accountOf} from '../domain/job.ts';
import {copiedTexts, fitsInRule} from '../screens/copy/copied.ts';
import {consolePage, copyName, copyText} from '../screens/copy/copies.ts';
import {currentArn} from '../screens/rows.ts';
import {isOfConnections} from '../state/job-owner.ts';
import type {Step, WorldMessage} from '../state/message.ts';
import {overlayOf} from '../state/select.ts';
import type {CopyId, Overlay, State} from '../state/state.ts';
import {popped, pushed, step, withTopOverlay} from '../state/step.ts';
import {fetchSelected} from './details.ts';
import {NOTICE_MS} from './received.ts';

/** The menu shows texts that only GetModelImportJob knows, so it asks at once. */
export const copyMenuOpened = (state: State, at: number): Step => {
  if (overlayOf(state)?.kind === 'copy') return step(state);
  return fetchSelected(pushed(state, {kind: 'copy', arn: currentArn(state), top: 0}), at);
};

const withNotice = (state: State, texts: readonly string[], at: number): State => {
  const [text = '', ...shorter] = texts;
  return {...state, notice: {text, shorter, until: at + NOTICE_MS}};
};

/** From the menu, a text that is too long for the rule is shown on a screen in the menu's place. */
export const copyAsked = (state: State, id: CopyId): Step => {
  const arn = currentArn(state);
  const found = copyText(state, id, arn);
  const isFromMenu = overlayOf(state)?.kind === 'copy';
  if (!found.ok) return step(state);
  const copied = {name: copyName(id), text: found.value, arn};
  const closed = isFromMenu ? popped(state) : state;
  const next =
    isFromMenu && !fitsInRule(state, found.value) ? pushed(closed, {kind: 'copied', ...copied, scroll: 0}) : closed;
  return step(next, {kind: 'copy-text', ...copied});
};

/** A key that is typed into a field must not go to a screen that opens over it. */
const isTyping = (overlay: Overlay | undefined): boolean => {
  switch (overlay?.kind) {
    case 'search':
    case 'filters':
    case 'palette':
    case 'choose':
    case 'model-search':
    case 'form':
      return true;
    case 'help':
      return overlay.isTyping;
    case 'detail':
      return overlay.find.isTyping;
    default:
      return false;
  }
};

/** The connection of the job has been left in the meantime: nothing of it appears any more. */
const isLeft = (state: State, arn: string | undefined): boolean => arn !== undefined && !isOfConnections(state, arn);

type TextCopied = Extract<WorldMessage, {kind: 'text-copied'}>;

export const textCopied = (state: State, message: TextCopied, at: number): State => {
  const {name, text, arn, note, outcome} = message;
  if (isLeft(state, arn)) return state;
  const overlay = overlayOf(state);
  if (overlay?.kind === 'copied' && overlay.text === text) return withTopOverlay(state, {...overlay, outcome});
  // An address that could not be opened has to be used by hand, which takes longer than a notice stays.
  if (note !== undefined && !isTyping(overlay)) {
    return pushed(state, {kind: 'copied', name, text, arn, note, outcome, scroll: 0});
  }
  return withNotice(state, copiedTexts(message, outcome), at);
};

export const consoleAsked = (state: State): Step => {
  const arn = currentArn(state);
  const page = consolePage(state, arn);
  if (!page.ok || arn === undefined) return step(state);
  return step(state, {kind: 'open-url', url: page.value, arn, account: accountOf([{arn}])});
};

type UrlOpened = Extract<WorldMessage, {kind: 'url-opened'}>;

/** The browser may be signed in to another account. An address that could not be opened is copied. */
export const urlOpened = (state: State, {url, arn, account, outcome}: UrlOpened, at: number): Step => {
  if (isLeft(state, arn)) return step(state);
  if (outcome.kind === 'failed') {
    return step(state, {kind: 'copy-text', name: copyName('console'), text: url, arn, note: outcome.reason});
  }
  const texts =
    account === undefined
      ? ['console page opened in the browser']
      : [
          `console page opened in the browser; this job is in account ${account}`,
          `opened; job is in account ${account}`,
        ];
  return step(withNotice(state, texts, at));
};

/** Copies for the UI. The code for it is loaded with the first copy, and a copy under way is finished before the program ends. */
import type {CopyOutcome} from '../../core/domain/ports.ts';
import type {Words} from '../process/child.ts';
import {originalEnvironment} from '../process/environment.ts';
import {isPlainTerminal} from './notification.ts';

/** The longest that a copy may keep the program from ending. */
const FINISH_MS = 1_000;

interface Copier {
  copyText(text: string): Promise<CopyOutcome>;
  finish(): Promise<unknown>;
}

export const createCopier = (command: Words | undefined, write: (text: string) => void): Copier => {
  let latest: Promise<unknown> = Promise.resolve();
  const copyText = async (text: string): Promise<CopyOutcome> => {
    const {copyToClipboard} = await import('./clipboard.ts');
    const env = originalEnvironment();
    return copyToClipboard(text, {command, env, isPlainTerminal: isPlainTerminal(env), write});
  };
  return {
    copyText: text => {
      const copied = copyText(text);
      latest = copied.catch(() => {});
      return copied;
    },
    finish: () => Promise.race([latest, new Promise(resolve => setTimeout(resolve, FINISH_MS))]),
  };
};

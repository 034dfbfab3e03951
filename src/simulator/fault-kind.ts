/** What a kind of fault is: a row of a table, with its name, the syntax of its value, a sentence for the help, and its doing. */
import type {RawAnswer} from './interception.ts';
import type {Reply} from './reply.ts';
import type {RequestEntry} from './request-log.ts';

export type Setting = string | number;

/** How the text of a value or option is read. */
export interface SettingRule {
  /** What stands for it in the help: N, SECONDS, 200|503. */
  readonly placeholder: string;
  /** What is accepted, in words that follow “must be”. */
  readonly wanted: string;
  /** undefined where `text` is not accepted. */
  readonly read: (text: string) => Setting | undefined;
}

/** A fault as it was asked for: `value` and the options under their own names. */
export interface Fault {
  readonly name: string;
  readonly value?: Setting | undefined;
  readonly options?: Readonly<Record<string, Setting>> | undefined;
}

/** One request, as a fault sees it. */
export interface Ask {
  readonly entry: RequestEntry;
  /** The simulator's clock, ms since the epoch. */
  readonly now: number;
}

/** An answer in place of the service's: none, bytes, or an error that later faults may still change. */
export type Replacement =
  | 'hang'
  | 'reset'
  | {readonly raw: RawAnswer}
  | {readonly reply: Reply; readonly headers?: Readonly<Record<string, string>> | undefined};

/** What one fault does, from the moment it was added on. Only `query` and `observe` are asked where it is not its turn. */
export interface Behaviour {
  /** Which requests it can strike at all, and counts; every one where absent. */
  readonly applies?: ((entry: RequestEntry) => boolean) | undefined;
  /** ms to wait before anything else. */
  readonly delay?: () => number;
  readonly replace?: (ask: Ask) => Replacement | undefined;
  /** Undoes in a request what this fault did to an earlier answer. */
  readonly query?: (query: RequestEntry['query']) => RequestEntry['query'];
  /** Sees each good answer before any change. */
  readonly observe?: (reply: Reply, ask: Ask) => void;
  readonly change?: (reply: Reply, ask: Ask) => Reply;
  readonly changeRaw?: (raw: RawAnswer, ask: Ask) => RawAnswer;
}

export interface FaultKind {
  readonly name: string;
  /** Absent: it takes no value. */
  readonly value?: SettingRule;
  /** Options beyond those of every fault. */
  readonly options?: Readonly<Record<string, SettingRule>>;
  /** One sentence for the help. */
  readonly text: string;
  /** What is wrong with a value and options that are right by themselves. */
  readonly problem?: (fault: Fault) => string | undefined;
  /** A new memory for each fault that is added. */
  readonly start: (fault: Fault) => Behaviour;
}

/** A number from `least` to `most`; whole where the placeholder is not SECONDS. */
export const numberRule = (placeholder: string, least: number, most: number): SettingRule => {
  const pattern = placeholder === 'SECONDS' ? /^-?\d{1,10}(\.\d{1,3})?$/ : /^\d{1,10}$/;
  return {
    placeholder,
    wanted: `${least} to ${most}`,
    read: text => {
      const value = pattern.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
  };
};

export const choiceRule = (...choices: readonly string[]): SettingRule => ({
  placeholder: choices.join('|'),
  wanted: `one of ${choices.join(', ')}`,
  read: text => (choices.includes(text) ? text : undefined),
});

/** The option `name` as a number, where it was given. */
export const optionOf = (fault: Fault, name: string): number | undefined => {
  const value = fault.options?.[name];
  return value === undefined ? undefined : Number(value);
};

/** A kind of fault: its name, the syntax of its value, a sentence for the help, and what it does. */
import type {Reply} from '../api/reply.ts';
import type {RawAnswer} from '../http/interception.ts';
import type {RequestEntry} from '../http/request-log.ts';
import type {WorldName} from '../world/world-name.ts';

/** `true`: an option that takes no value. */
export type Setting = string | number | true;

/** How the text of a value or option is read. */
export interface SettingRule {
  /** As shown in the help: N, SECONDS, 200|503. */
  readonly placeholder: string;
  /** What is accepted, in words that follow “must be”. */
  readonly wanted: string;
  /** The value, or undefined if `text` is not accepted. */
  readonly read: (text: string) => Setting | undefined;
}

/** The rule of an option that takes no value. */
export const FLAG = 'flag';

/** A fault as specified: its value, and its options by name. */
export interface Fault {
  readonly name: string;
  readonly value?: Setting | undefined;
  readonly options?: Readonly<Record<string, Setting>> | undefined;
}

/** A request as a fault sees it. */
export interface FaultedRequest {
  readonly entry: RequestEntry;
  /** The simulator's clock, ms since the epoch. */
  readonly now: number;
  /** The world that was asked. */
  readonly world: WorldName;
}

/** What replaces the service's answer: nothing, bytes, or an error that other faults may still change. */
export type Replacement =
  | 'hang'
  | 'reset'
  | {readonly raw: RawAnswer}
  | {readonly reply: Reply; readonly headers?: Readonly<Record<string, string>> | undefined};

/** What a fault does once it is added. If it is not due for a request, only `query` and `observe` are called. */
export interface Behaviour {
  /** Which requests it can affect; only these are counted. All requests if absent. */
  readonly applies?: ((entry: RequestEntry) => boolean) | undefined;
  /** How long to wait before anything else, in ms. */
  readonly delay?: () => number;
  readonly replace?: (request: FaultedRequest) => Replacement | undefined;
  /** Whether the service acts before its answer is replaced. By default it does not see the request. */
  readonly isApplied?: boolean | undefined;
  /** Undoes in the query what this fault changed in an earlier answer. */
  readonly query?: (query: RequestEntry['query']) => RequestEntry['query'];
  /** Sees each answer of the service before any change. */
  readonly observe?: (reply: Reply, request: FaultedRequest) => void;
  readonly change?: (reply: Reply, request: FaultedRequest) => Reply;
  readonly changeRaw?: (raw: RawAnswer, request: FaultedRequest) => RawAnswer;
}

export interface FaultKind {
  readonly name: string;
  /** Absent if it takes no value. */
  readonly value?: SettingRule;
  /** Its own options, in addition to those that all faults have. */
  readonly options?: Readonly<Record<string, SettingRule | typeof FLAG>>;
  /** One sentence for the help. */
  readonly text: string;
  /** What is wrong with a combination of valid value and options; undefined if nothing. */
  readonly problem?: (fault: Fault) => string | undefined;
  /** Called for each fault that is added; each gets a state of its own. */
  readonly start: (fault: Fault) => Behaviour;
}

/** A number from `min` to `max`. It must be whole, unless the placeholder is SECONDS. */
export const numberRule = (placeholder: string, min: number, max: number): SettingRule => {
  const pattern = placeholder === 'SECONDS' ? /^-?\d{1,10}(\.\d{1,3})?$/ : /^\d{1,10}$/;
  return {
    placeholder,
    wanted: `${min} to ${max}`,
    read: text => {
      const value = pattern.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
  };
};

export const choiceRule = (...choices: readonly string[]): SettingRule => ({
  placeholder: choices.join('|'),
  wanted: `one of ${choices.join(', ')}`,
  read: text => (choices.includes(text) ? text : undefined),
});

/** The option `name` as a number; undefined if it was not given. */
export const optionOf = (fault: Fault, name: string): number | undefined => {
  const value = fault.options?.[name];
  return value === undefined ? undefined : Number(value);
};

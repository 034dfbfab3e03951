/**
 * Parses a shared AWS file into sections of settings, by the rules of the AWS CLI, which uses Python's configparser. If the
 * CLI would refuse the file, as much as possible is read, and the first problem is reported.
 */

/** A setting's text, or the settings of the block that is indented under it. */
export type IniValue = string | ReadonlyMap<string, string>;

export interface IniSection {
  /** The text between the brackets. */
  readonly name: string;
  /** Where the section begins. The first line is 1. */
  readonly line: number;
  readonly values: ReadonlyMap<string, IniValue>;
}

interface IniProblem {
  readonly line: number;
  /** The section that the line belongs to; undefined before the first section. */
  readonly section: string | undefined;
  readonly why: string;
}

export interface IniText {
  /** In the order in which their names first appear. */
  readonly sections: readonly IniSection[];
  /** Why the AWS CLI refuses the text; undefined if it does not. */
  readonly problem: IniProblem | undefined;
}

interface Setting {
  readonly line: number;
  readonly parts: string[];
}

interface OpenSection {
  readonly name: string;
  readonly line: number;
  readonly settings: Map<string, Setting>;
}

/** White space in Python. JavaScript's \s lacks some of these characters, and includes the byte order mark. */
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${SPACE}+`);
const TRAILING = new RegExp(`${SPACE}+$`);
const LINE_BREAK = /\r\n|[\n\r]/;
// Python splits values at more characters than files.
const LINE_BREAK_IN_VALUE = /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/;
/** In configparser, the settings of this section apply to all others. */
const DEFAULTS = 'DEFAULT';

const trimmed = (text: string): string => text.replace(LEADING, '').replace(TRAILING, '');

const indentOf = (line: string): number => LEADING.exec(line)?.[0].length ?? 0;

/** The name in `[NAME]`. Text after the last bracket is ignored. */
const headerOf = (text: string): string | undefined => {
  const end = text.lastIndexOf(']');
  return text.startsWith('[') && end > 1 ? text.slice(1, end) : undefined;
};

/** Reads line by line, and keeps the first problem. */
class IniReader {
  readonly sections = new Map<string, OpenSection>();
  readonly defaults: OpenSection = {name: DEFAULTS, line: 0, settings: new Map()};
  problem: IniProblem | undefined;
  #section: OpenSection | undefined;
  #setting: Setting | undefined;
  #indent = 0;

  read(line: string, number: number): void {
    const text = trimmed(line);
    if (text.startsWith('#') || text.startsWith(';')) return;
    if (text === '') {
      this.#setting?.parts.push('');
      return;
    }
    const indent = indentOf(line);
    if (this.#setting && indent > this.#indent) {
      this.#setting.parts.push(text);
      return;
    }
    this.#indent = indent;
    const header = headerOf(text);
    if (header !== undefined) this.#open(header, number);
    else this.#set(text, number);
  }

  report(line: number, why: string, section = this.#section?.name): void {
    this.problem ??= {line, section, why};
  }

  #open(name: string, line: number): void {
    this.#setting = undefined;
    const known = name === DEFAULTS ? this.defaults : this.sections.get(name);
    if (known && name !== DEFAULTS) {
      this.report(line, `duplicate section (first on line ${known.line})`, name);
    }
    this.#section = known ?? {name, line, settings: new Map()};
    if (!known) this.sections.set(name, this.#section);
  }

  #set(text: string, line: number): void {
    if (!this.#section) {
      const isOpen = text.startsWith('[');
      this.report(line, isOpen ? 'missing closing bracket' : 'there is text before the first section');
      return;
    }
    const at = text.search(/[=:]/);
    const name = trimmed(text.slice(0, Math.max(0, at))).toLowerCase();
    if (name === '') {
      const isOpen = text.startsWith('[');
      this.report(line, isOpen ? 'missing closing bracket' : 'expected NAME = VALUE');
      if (at >= 0) this.#setting = undefined;
      return;
    }
    const known = this.#section.settings.get(name);
    if (known) this.report(line, `duplicate setting ${name} (first on line ${known.line})`);
    this.#setting = {line, parts: [trimmed(text.slice(at + 1))]};
    this.#section.settings.set(name, this.#setting);
  }
}

/** The block indented under a setting, or undefined if one of its lines has no equals sign. */
const blockOf = (value: string): ReadonlyMap<string, string> | undefined => {
  const lines = value.split(LINE_BREAK_IN_VALUE).map(trimmed).filter(Boolean);
  if (lines.some(line => !line.includes('='))) return undefined;
  return new Map(
    lines.map(line => {
      const at = line.indexOf('=');
      return [trimmed(line.slice(0, at)), trimmed(line.slice(at + 1))];
    }),
  );
};

/** The section with its values. Reports blocks that are not settings. */
const finished = ({name, line, settings}: OpenSection, reader: IniReader): IniSection => {
  const values = new Map<string, IniValue>();
  for (const [setting, {parts, line: at}] of settings) {
    const text = parts.join('\n').replace(TRAILING, '');
    const block = text.startsWith('\n') ? blockOf(text) : text;
    if (block === undefined) reader.report(at, `expected NAME = VALUE under ${setting}`, name);
    else values.set(setting, block);
  }
  return {name, line, values};
};

/** Never throws. A byte order mark at the start is ignored, though the AWS CLI refuses it. */
export const parseIni = (text: string): IniText => {
  const reader = new IniReader();
  for (const [i, line] of text
    .replace(/^\ufeff/, '')
    .split(LINE_BREAK)
    .entries())
    reader.read(line, i + 1);
  // Python checks the defaults only if there is another section.
  const defaults = reader.sections.size > 0 ? finished(reader.defaults, reader).values : [];
  const sections = [...reader.sections.values()].map(open => {
    const section = finished(open, reader);
    return {...section, values: new Map([...defaults, ...section.values])};
  });
  return {sections, problem: reader.problem};
};

/** Finds sections that were meant to be a profile or an SSO session, but that the AWS CLI and this program do not accept. */
import type {SectionInFile, SharedSections} from './shared-sections.ts';

/** The name as it must be written in the config file. */
const quoted = (name: string): string => {
  if (/^[\w@+.,%:/=[\]{}()~^$&*!?<>|-]+$/.test(name) || /^[^\s'"\\]+$/.test(name)) return name;
  return name.includes('"') || name.includes('\\') ? `'${name}'` : `"${name}"`;
};

const unquoted = (text: string): string => text.replace(/^["']|["']$/g, '');

type Kind = 'profile' | 'sso-session';

const remedyFor = ({section, file}: SectionInFile, {kind, name, credentialsFile}: MissingName): string | undefined => {
  const [, prefix, rest = ''] = /^(profile|sso-session)\s+(.*)$/.exec(section.name) ?? [];
  if (file === credentialsFile) return kind === prefix && rest === name ? `in this file, write [${name}]` : undefined;
  const names = prefix === undefined ? [section.name] : [rest, unquoted(rest)];
  const isOfKind = prefix === undefined ? kind === 'profile' : prefix === kind;
  return isOfKind && names.includes(name) ? `write [${kind} ${quoted(name)}]` : undefined;
};

/** A name that no section has. */
interface MissingName {
  readonly kind: Kind;
  readonly name: string;
  /** The path of the credentials file, as shown to a person. Sections are named differently in it. */
  readonly credentialsFile: string;
}

/** One clause for each section that may have been meant: what is wrong with it, and how to write it. */
export const nearMisses = (missing: MissingName, {others}: SharedSections): readonly string[] =>
  others.flatMap(candidate => {
    const remedy = remedyFor(candidate, missing);
    const {section, file} = candidate;
    if (remedy === undefined) return [];
    const what = missing.kind === 'profile' ? 'profile' : 'sso-session';
    return `[${section.name}] on line ${section.line} of ${file} is not a valid ${what} name (nor for the AWS CLI); ${remedy}`;
  });

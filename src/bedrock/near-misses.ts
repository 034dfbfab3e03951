/** Sections that were meant to be a profile or an SSO session, but that neither the AWS CLI nor this program takes for one. */
import type {Placed, SharedSections} from './shared-sections.ts';

/** As a section of the config file has to write it. */
const quoted = (name: string): string => {
  if (/^[\w@+.,%:/=[\]{}()~^$&*!?<>|-]+$/.test(name) || /^[^\s'"\\]+$/.test(name)) return name;
  return name.includes('"') || name.includes('\\') ? `'${name}'` : `"${name}"`;
};

const unquoted = (text: string): string => text.replace(/^["']|["']$/g, '');

type Kind = 'profile' | 'sso-session';

const remedyFor = ({section, file}: Placed, {kind, name, credentialsFile}: Wanted): string | undefined => {
  const [, prefix, rest = ''] = /^(profile|sso-session)\s+(.*)$/.exec(section.name) ?? [];
  if (file === credentialsFile) return kind === prefix && rest === name ? `in this file, write [${name}]` : undefined;
  const names = prefix === undefined ? [section.name] : [rest, unquoted(rest)];
  const isOfKind = prefix === undefined ? kind === 'profile' : prefix === kind;
  return isOfKind && names.includes(name) ? `write [${kind} ${quoted(name)}]` : undefined;
};

export interface Wanted {
  readonly kind: Kind;
  readonly name: string;
  /** As it is shown: there, sections have other names. */
  readonly credentialsFile: string;
}

/** One clause for each section that could have been meant by a name that nothing of its kind has. */
export const nearMisses = (wanted: Wanted, {others}: SharedSections): readonly string[] =>
  others.flatMap(placed => {
    const remedy = remedyFor(placed, wanted);
    const {section, file} = placed;
    if (remedy === undefined) return [];
    const what = wanted.kind === 'profile' ? 'profile' : 'sso-session';
    return `[${section.name}] on line ${section.line} of ${file} is not a valid ${what} name (nor for the AWS CLI); ${remedy}`;
  });

/** Sections that were meant to be a profile and are none, in the AWS CLI neither: what is wrong with them, in words. */
import type {Placed, SharedSections} from './shared-sections.ts';

/** As a section of the config file has to write it. */
const quoted = (name: string): string => {
  if (/^[\w@+.,%:/=[\]{}()~^$&*!?<>|-]+$/.test(name) || /^[^\s'"\\]+$/.test(name)) return name;
  return name.includes('"') || name.includes('\\') ? `'${name}'` : `"${name}"`;
};

const unquoted = (text: string): string => text.replace(/^["']|["']$/g, '');

const remedyFor = ({section, file}: Placed, wanted: string, credentialsFile: string): string | undefined => {
  const rest = /^profile\s+(.*)$/.exec(section.name)?.[1];
  if (file === credentialsFile) return rest === wanted ? `in this file, write [${wanted}]` : undefined;
  const names = rest === undefined ? [section.name] : [rest, unquoted(rest)];
  return names.includes(wanted) ? `write [profile ${quoted(wanted)}]` : undefined;
};

/** One sentence for each section that could have been meant by `wanted`, without its full stop. */
export const nearMisses = (wanted: string, {others}: SharedSections, credentialsFile: string): readonly string[] =>
  others.flatMap(placed => {
    const remedy = remedyFor(placed, wanted, credentialsFile);
    const {section, file} = placed;
    if (remedy === undefined) return [];
    return `[${section.name}] on line ${section.line} of ${file} is not a profile, in the AWS CLI either; ${remedy}`;
  });

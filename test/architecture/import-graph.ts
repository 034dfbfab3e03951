/** The imports of a text, type-only and dynamic ones among them, and the cycles of a graph. */
import {builtinModules} from 'node:module';
import {posix} from 'node:path';

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

const PATTERNS = [
  /^(?:import|export)\b[^'"`;=()]*\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g,
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Comments become spaces: an import in a comment does not count, and the lines keep their numbers. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, comment => comment.replace(/[^\n]/g, ' '));

export const importsIn = (text: string): readonly Import[] =>
  PATTERNS.flatMap(pattern =>
    [...withoutComments(text).matchAll(pattern)].map(match => ({
      specifier: match[1] ?? '',
      line: lineOf(text, match.index),
    })),
  );

const isNode = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);

export const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** What a file imports: "core/job.ts", "node", "@aws-sdk/client-bedrock", "ink". */
export const targetOf = (file: string, specifier: string): string => {
  if (isRelative(specifier)) return posix.join(posix.dirname(file), specifier);
  return isNode(specifier) ? 'node' : specifier;
};

export type Graph = ReadonlyMap<string, readonly string[]>;

/** One cycle for each edge that closes one: “a → b → a”. Empty if the graph has none. */
export const cyclesIn = (graph: Graph): readonly string[] => {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) cycles.push([...path.slice(start), node].join(' → '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
};

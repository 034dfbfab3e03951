/** Tags of jobs and models, and what the API accepts as one. */

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The API's limits, in characters; a resource has at most 50 tags. */
export const TAG_LIMITS = {key: 128, value: 256, perResource: 50} as const;

/** Tags that begin with aws: are AWS's own, and do not count towards the limit. */
export const isReserved = ({key}: Pick<Tag, 'key'>): boolean => /^aws:/i.test(key);

// The API's \s is ASCII white space. JavaScript's \s has more, such as the no-break space.
const ODD = /[^a-zA-Z0-9 \t\n\v\f\r._:/=+@-]/u;

const oddCharacter = (text: string): string | undefined => {
  const odd = ODD.exec(text)?.[0];
  return odd && `“${odd}” is not allowed; letters, digits, spaces and . _ : / = + @ - are`;
};

/** What is wrong with a tag's key, as a clause; undefined if nothing is. */
export const tagKeyProblem = (key: string): string | undefined => {
  if (key === '') return 'a tag needs a key';
  if ([...key].length > TAG_LIMITS.key) return `a key has at most ${TAG_LIMITS.key} characters`;
  if (isReserved({key})) return 'keys that begin with aws: are reserved';
  return oddCharacter(key);
};

/** The same for its value, which may be empty. */
export const tagValueProblem = (value: string): string | undefined =>
  [...value].length > TAG_LIMITS.value ? `a value has at most ${TAG_LIMITS.value} characters` : oddCharacter(value);

/** What is wrong with a list of tags as a whole, or with the first that is wrong; undefined if nothing is. */
export const tagsProblem = (tags: readonly Tag[]): string | undefined => {
  if (tags.length > TAG_LIMITS.perResource)
    return `at most ${TAG_LIMITS.perResource} tags are allowed (got ${tags.length})`;
  const keys = new Set<string>();
  for (const {key, value} of tags) {
    const problem = tagKeyProblem(key) ?? tagValueProblem(value);
    if (problem !== undefined) return `tag “${key}”: ${problem}`;
    if (keys.has(key)) return `the key “${key}” is there twice`;
    keys.add(key);
  }
  return undefined;
};

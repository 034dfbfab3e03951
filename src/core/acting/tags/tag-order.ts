/** The order of tags on the screen: AWS has none. */
import type {Tag} from '../../domain/tag.ts';

export const inKeyOrder = (tags: readonly Tag[]): readonly Tag[] =>
  tags.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

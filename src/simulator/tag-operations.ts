/** ListTagsForResource, TagResource and UntagResource, and the rules for tags that creating a job shares. */
import {listViolations, membersOf, requiredText, TAG_KEY, TAG_VALUE, violation} from './constraint.ts';
import type {Tag} from './job-record.ts';
import type {Operation} from './operation.ts';
import {answer, invalid, type Reply, refusal} from './reply.ts';
import {RESOURCE_ARN} from './taggable-arn.ts';
import type {World} from './world.ts';

const MOST_IN_LIST = 200;
const MOST_ON_RESOURCE = 50;

const tagViolations = (field: string, value: unknown): string[] => {
  const tag = membersOf(value);
  if (!tag) return [violation(field, value, 'Member must be a structure')];
  return [...requiredText(`${field}.key`, tag.key, TAG_KEY), ...requiredText(`${field}.value`, tag.value, TAG_VALUE)];
};

export const tagListViolations = (field: string, value: unknown): string[] =>
  listViolations(field, value, {least: 0, most: MOST_IN_LIST, each: tagViolations});

/** The tags of a list that has passed `tagListViolations`; none where it is absent. */
export const readTags = (value: unknown): Tag[] =>
  (Array.isArray(value) ? value : []).map(tag => ({key: String(tag.key), value: String(tag.value)}));

/** Why tags with the key of one of `tags` are refused, or undefined. AWS keeps one prefix to itself, in any case. */
export const reservedKey = (tags: readonly Tag[]): Reply | undefined => {
  const reserved = tags.find(({key}) => /^aws:/i.test(key));
  return (
    reserved &&
    refusal(
      'ValidationException',
      `The tag key '${reserved.key}' is reserved: keys that begin with aws: are AWS's own.`,
    )
  );
};

/** Why `tags` cannot be given to a new resource, or undefined. */
export const repeatedKey = (tags: readonly Tag[]): Reply | undefined => {
  const repeated = tags.find(({key}, i) => tags.findIndex(other => other.key === key) < i);
  return repeated && refusal('ValidationException', `The tag key '${repeated.key}' is given more than once.`);
};

/** Why `tags` cannot all be on one resource, or undefined. A resource that is still to be created has no ARN to name. */
export const tooManyTags = (tags: readonly Tag[], arn?: string): Reply | undefined =>
  tags.length > MOST_ON_RESOURCE
    ? refusal(
        'TooManyTagsException',
        `A resource can have ${MOST_ON_RESOURCE} tags; this request leads to ${tags.length}.`,
        {resourceName: arn},
      )
    : undefined;

const isResource = (world: World, arn: string): boolean =>
  world.jobByArn.has(arn) || world.models.some(job => job.modelArn === arn);

/** Runs `act` with the ARN of an existing resource, or says why there is none. `others`: what else is wrong. */
const onResource = (
  {world, body}: Parameters<Operation>[0],
  others: readonly string[],
  act: (arn: string) => Reply,
): Reply => {
  const violations = [...requiredText('resourceARN', body.resourceARN, RESOURCE_ARN), ...others];
  if (violations.length > 0) return invalid(violations);
  const arn = String(body.resourceARN);
  return isResource(world, arn)
    ? act(arn)
    : refusal('ResourceNotFoundException', `The resource with the ARN ${arn} was not found.`);
};

export const listTagsForResource: Operation = call =>
  onResource(call, [], arn => answer({tags: call.world.tags.get(arn) ?? []}));

export const tagResource: Operation = call => {
  const {tags} = call.body;
  const missing = tags === undefined || tags === null;
  const others = missing ? [violation('tags', tags, 'Member must not be null')] : tagListViolations('tags', tags);
  return onResource(call, others, arn => {
    const given = readTags(tags);
    const reserved = reservedKey(given);
    if (reserved) return reserved;
    const merged = new Map((call.world.tags.get(arn) ?? []).map(tag => [tag.key, tag]));
    for (const tag of given) merged.set(tag.key, tag);
    const result = [...merged.values()];
    const refused = tooManyTags(result, arn);
    if (refused) return refused;
    call.world.tags.set(arn, result);
    return answer();
  });
};

export const untagResource: Operation = call => {
  const {tagKeys} = call.body;
  const each = (field: string, value: unknown) => requiredText(field, value, TAG_KEY);
  const missing = tagKeys === undefined || tagKeys === null;
  const others = missing
    ? [violation('tagKeys', tagKeys, 'Member must not be null')]
    : listViolations('tagKeys', tagKeys, {least: 0, most: MOST_IN_LIST, each});
  return onResource(call, others, arn => {
    const unwanted = new Set(Array.isArray(tagKeys) ? tagKeys : []);
    call.world.tags.set(
      arn,
      (call.world.tags.get(arn) ?? []).filter(tag => !unwanted.has(tag.key)),
    );
    return answer();
  });
};

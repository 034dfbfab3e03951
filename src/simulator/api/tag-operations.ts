/** ListTagsForResource, TagResource and UntagResource, and the rules for tags, which CreateModelImportJob uses as well. */

import {membersOf} from '../members.ts';
import type {Tag} from '../world/job-record.ts';
import type {World} from '../world/world.ts';
import {listViolations, requiredText, TAG_KEY, TAG_VALUE, violation} from './constraint.ts';
import type {Operation} from './operation.ts';
import {answer, invalid, type Reply, refusal} from './reply.ts';
import {RESOURCE_ARN} from './taggable-arn.ts';

const MAX_IN_LIST = 200;
const MAX_ON_RESOURCE = 50;

const tagViolations = (field: string, value: unknown): string[] => {
  const tag = membersOf(value);
  if (!tag) return [violation(field, value, 'Member must be a structure')];
  return [...requiredText(`${field}.key`, tag.key, TAG_KEY), ...requiredText(`${field}.value`, tag.value, TAG_VALUE)];
};

export const tagListViolations = (field: string, value: unknown): string[] =>
  listViolations(field, value, {min: 0, max: MAX_IN_LIST, each: tagViolations});

/** The tags of a list without violations; none if the list is absent. */
export const readTags = (value: unknown): Tag[] =>
  (Array.isArray(value) ? value : []).map(tag => ({key: String(tag.key), value: String(tag.value)}));

/** Refuses keys that begin with `aws:`, in upper or lower case; undefined if there are none. */
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

/** Refuses a key that is given more than once; undefined if there is none. */
export const repeatedKey = (tags: readonly Tag[]): Reply | undefined => {
  const repeated = tags.find(({key}, i) => tags.findIndex(other => other.key === key) < i);
  return repeated && refusal('ValidationException', `The tag key '${repeated.key}' is given more than once.`);
};

/** Refuses more tags than a resource can have; undefined if they fit. A resource that is being created has no `arn` yet. */
export const tooManyTags = (tags: readonly Tag[], arn?: string): Reply | undefined =>
  tags.length > MAX_ON_RESOURCE
    ? refusal(
        'TooManyTagsException',
        `A resource can have ${MAX_ON_RESOURCE} tags; this request leads to ${tags.length}.`,
        {resourceName: arn},
      )
    : undefined;

const isResource = (world: World, arn: string): boolean =>
  world.jobByArn.has(arn) || world.models.some(job => job.modelArn === arn);

/** Runs `act` with the resource's ARN. Refuses if there are violations (`others` are those of other members) or no resource. */
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
    : listViolations('tagKeys', tagKeys, {min: 0, max: MAX_IN_LIST, each});
  return onResource(call, others, arn => {
    const unwanted = new Set(Array.isArray(tagKeys) ? tagKeys : []);
    call.world.tags.set(
      arn,
      (call.world.tags.get(arn) ?? []).filter(tag => !unwanted.has(tag.key)),
    );
    return answer();
  });
};

/** A world as JSON, for tests that look at what was created. */
import {jobDetail, modelDetail} from '../api/responses.ts';
import {advance, type World} from '../world/world.ts';

interface Stated {
  readonly name: string;
  readonly world: World;
  readonly now: () => number;
}

/** Jobs and models in the order of their creation, as GetModelImportJob and GetImportedModel return them, with their tags. */
export const stateOf = ({name, world, now}: Stated): object => {
  advance(world, now());
  const tagsOf = (arn: string) => world.tags.get(arn) ?? [];
  return {
    world: name,
    created: world.created,
    jobs: world.jobs.map(job => ({...jobDetail(job, world.now), tags: tagsOf(job.arn)})),
    models: world.models.map(job => ({...modelDetail(job), tags: tagsOf(job.modelArn)})),
  };
};

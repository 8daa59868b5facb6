/** The order of test files: what takes minutes begins first, so that nothing waits for it alone. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose tests take longest: real processes, then browsers, then whole dialogues. */
const longest = ['/test/e2e/', '/test/browser/', '/test/flows/'];

/** Sorts as Vitest does, and then by folder. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((folder) => moduleId.includes(folder));
  return place === -1 ? longest.length : place;
}

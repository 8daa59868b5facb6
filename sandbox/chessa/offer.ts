/** What is on offer at the moment: a route as the settings leave it. */
import type { FieldRule, Rail, Route } from './route.ts';
import type { Settings } from './settings.ts';

const LONGER_BY = 2;
const TIGHTER_BY = 10;

/** The route without what was withdrawn, with the rules and limits that hold now. */
export function offered(route: Route, settings: Settings): Route {
  const { withdrawn, numberRule, limits } = settings;
  const rails = route.rails.map((rail) => {
    const left = withdrawn.length === 0 ? rail : withoutWithdrawn(rail, withdrawn);
    const ruled = numberRule === 'usual' ? left : withLongerNumbers(left);
    return limits === 'usual' ? ruled : tightened(ruled);
  });
  const usual = { ...route, rails: rails.filter(({ institutions }) => institutions.length > 0) };
  return limits === 'usual' ? usual : tightened(usual);
}

function withoutWithdrawn(rail: Rail, withdrawn: readonly string[]): Rail {
  const institutions = rail.institutions.filter(({ code }) => !withdrawn.includes(code));
  return { ...rail, institutions };
}

function withLongerNumbers(rail: Rail): Rail {
  return { ...rail, fields: rail.fields.map(longerNumber) };
}

/** Only where the wire shows the rule itself and not another spelling of it. */
function longerNumber(rule: FieldRule): FieldRule {
  if (rule.key !== 'accountNumber' || rule.kind !== 'digits' || rule.wire) return rule;
  const { pattern: _pattern, hint: _hint, minLength = 1, maxLength = 16, ...rest } = rule;
  return {
    ...rest,
    example: `${rule.example ?? ''}${'0'.repeat(LONGER_BY)}`,
    minLength: minLength + LONGER_BY,
    maxLength: maxLength + LONGER_BY,
  };
}

function tightened<T extends Route | Rail>(part: T): T {
  const { limits, wire } = part;
  const { limits: _told, ...others } = wire ?? {};
  const tight = limits && { min: limits.min * TIGHTER_BY, max: limits.max / TIGHTER_BY };
  return { ...part, ...(tight && { limits: tight }), ...(wire && { wire: others }) };
}

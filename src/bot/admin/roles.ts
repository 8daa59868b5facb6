/** Who belongs to staff. The list is of numeric ids; names prove nothing. */
import type { Role } from '../../domain/staff.ts';

/** The ids of a setting, as they were read at start. */
export interface StaffIds {
  readonly adminIds: readonly number[];
  readonly supportIds: readonly number[];
}

/** Makes the function that tells somebody's role; asked before every single action. */
export function createRoles({ adminIds, supportIds }: StaffIds) {
  return function roleOf(userId: number): Role | undefined {
    if (adminIds.includes(userId)) return 'admin';
    return supportIds.includes(userId) ? 'support' : undefined;
  };
}

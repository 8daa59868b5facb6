/**
 * Everything that staff can ask for, and who may. The one list of it: a command, a button or a
 * question that is not here does not exist for anybody. Pure.
 */

/** `admin` acts; `support` looks and answers, and changes nothing. */
export type Role = 'admin' | 'support';

/** `looks`: all of staff. `acts`: only those who act. */
type Right = 'looks' | 'acts';

/** What staff type, in the order of their menu. */
export const staffCommands = {
  admin: 'looks',
  order: 'looks',
  stuck: 'looks',
  user: 'looks',
  pause: 'acts',
  resume: 'acts',
  cases: 'looks',
  stats: 'looks',
  broadcast: 'acts',
  audit: 'looks',
} as const satisfies Readonly<Record<string, Right>>;

/** What staff press. */
export const staffButtons = {
  panel: 'looks',
  find_order: 'looks',
  find_user: 'looks',
  order: 'looks',
  look: 'looks',
  show: 'looks',
  card: 'acts',
  note: 'acts',
  ask_refund: 'acts',
  release: 'acts',
  stuck: 'looks',
  user_of: 'looks',
  block: 'acts',
  unblock: 'acts',
  pauses: 'looks',
  resume: 'acts',
  stats: 'looks',
  broadcast: 'acts',
  cases: 'looks',
  case: 'looks',
  case_take: 'looks',
  case_free: 'looks',
  case_answer: 'looks',
  case_close: 'looks',
  case_open: 'looks',
  audit: 'looks',
  audit_csv: 'acts',
  bc_all: 'acts',
  bc_open: 'acts',
  bc_language: 'acts',
  bc_corridor: 'acts',
  bc_choose: 'acts',
  bc_panel: 'acts',
  bc_pause: 'acts',
  bc_resume: 'acts',
  bc_stop: 'acts',
  bc_unknown: 'acts',
  /** Leaves a question; nothing is done. */
  leave: 'looks',
} as const satisfies Readonly<Record<string, Right>>;

/** What staff are asked for in words: the reason of an act, or a text. */
export const staffQuestions = {
  find_order: 'looks',
  find_user: 'looks',
  note: 'acts',
  ask_refund: 'acts',
  release: 'acts',
  block: 'acts',
  unblock: 'acts',
  case_answer: 'looks',
  bc_text: 'acts',
  bc_language: 'acts',
  bc_corridor: 'acts',
  bc_count: 'acts',
} as const satisfies Readonly<Record<string, Right>>;

export type StaffCommand = keyof typeof staffCommands;
export type StaffButton = keyof typeof staffButtons;
export type StaffQuestion = keyof typeof staffQuestions;

/** Whether somebody of this role may do what needs this right. */
export function isAllowed(role: Role, right: Right): boolean {
  return role === 'admin' || right === 'looks';
}

/** What a person sees: words with entities, and buttons under them. */
import type { FormattedString } from '@grammyjs/parse-mode';
import type { Press } from '../domain/press.ts';

/** One button. `copy` puts its text on the person's clipboard (1 to 256 characters). */
export interface Button {
  readonly label: string;
  readonly tone?: 'success' | 'danger' | 'primary';
  readonly does: { readonly press: Press } | { readonly copy: string } | { readonly open: string };
}

/** A message: its text, and rows of buttons. */
export interface Screen {
  readonly text: FormattedString;
  readonly buttons: readonly (readonly Button[])[];
}

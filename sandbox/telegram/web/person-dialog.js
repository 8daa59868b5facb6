/** The small window that adds a person. */
import { byId } from './dom.js';

/** Opens on the "Add a person" button; `add(person)` gets what was filled in. */
export function createPersonDialog({ add }) {
  const dialog = byId('person-dialog');
  const form = byId('person-form');
  byId('add-person').addEventListener('click', () => {
    form.reset();
    dialog.showModal();
  });
  byId('person-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', () => {
    const filled = new FormData(form);
    add({
      firstName: filled.get('firstName').trim(),
      lastName: filled.get('lastName').trim() || undefined,
      languageCode: filled.get('languageCode'),
    });
  });
}

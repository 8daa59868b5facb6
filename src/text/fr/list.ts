/** What stands around a list. */
import { createLists } from '../list.ts';
import { buttons } from './words.ts';

export const { pageRow, listRows, listHint } = createLists(
  {
    previous: '‹ Précédents',
    more: 'Suivants ›',
    position: (page, pages) => `Page ${page} sur ${pages}.`,
    matching: (search, total) => `Pour « ${search} » : ${total}.`,
    searchAgain: 'Tapez d’autres lettres pour chercher à nouveau.',
    howToFind: (example) =>
      example
        ? `Choisissez, ou tapez quelques lettres : « ${example.letters} » trouve ${example.finds}.`
        : 'Choisissez, ou tapez quelques lettres.',
  },
  buttons,
);

/** What stands around a list. */
import { createLists } from '../list.ts';
import { buttons } from './words.ts';

export const { pageRow, listRows, listHint } = createLists(
  {
    previous: '‹ Previous',
    more: 'More ›',
    position: (page, pages) => `Page ${page} of ${pages}.`,
    matching: (search, total) => `Matching “${search}”: ${total}.`,
    searchAgain: 'Type other letters to search again.',
    howToFind: (example) =>
      example
        ? `Tap one, or type a few letters: “${example.letters}” finds ${example.finds}.`
        : 'Tap one, or type a few letters.',
  },
  buttons,
);

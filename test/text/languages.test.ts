/** Every language says the same things as English, with the same values, and in its own words. */
import { describe, expect, test } from 'vitest';
import { en } from '../../src/text/en/index.ts';
import { toInlineKeyboard } from '../../src/text/keyboard.ts';
import type { PeopleMessages } from '../../src/text/messages.ts';
import {
  countryNames,
  languages,
  meaningOf,
  messagesFor,
  spoken,
} from '../../src/text/messages-for.ts';
import type { Screen } from '../../src/text/screen.ts';
import { everySentence } from './every-sentence.ts';
import { buttonsOf, expectFit, neverSaid, styled, textOf } from './reading.ts';
import { fieldOf, pageOf, place, transferIn } from './samples.ts';
import { peopleScreens } from './screens.ts';

const outside = 'ZORA TEST-NAME';
const usual = { medianMs: 7 * 60_000, deliveries: 1_234 };

/** Every screen, and those that only some values bring. */
function screensOf(words: PeopleMessages): (readonly [string, Screen])[] {
  const number = {
    ...fieldOf(outside),
    kind: 'number' as const,
    min: '0.5',
    max: '20',
    step: '0.25',
  };
  const awaiting = transferIn('awaiting_deposit', { usual });
  return [
    ...peopleScreens(outside, words),
    ['usual time', words.card(awaiting, awaiting.createdAtMs)],
    ['number', words.send.askField(place, number, outside)],
    ['delayed', words.send.askField(place, fieldOf(outside), outside, pageOf(outside), true)],
    [
      'unchecked',
      words.send.quote(transferIn('quoted', { payee: { ...awaiting.payee, nameChecked: false } })),
    ],
  ];
}

/** Which functions of a language were called, by their path: `send.askAmount`. */
function watched(words: PeopleMessages, called: Set<string>, path = ''): PeopleMessages {
  return new Proxy(words, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const name = `${path}${String(key)}`;
      if (typeof value === 'function') {
        called.add(name);
        return value;
      }
      const isPart = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isPart ? watched(value as PeopleMessages, called, `${name}.`) : value;
    },
  });
}

function pathsOf(part: object, path = ''): string[] {
  return Object.entries(part).flatMap(([key, value]) => {
    if (typeof value === 'function') return [`${path}${key}`];
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPart ? pathsOf(value, `${path}${key}.`) : [];
  });
}

/** Every run of digits, however they are parted: `50,000.00` and `50 000,00` are the same. */
function numbersIn(text: string): string[] {
  const joined = text.replace(/(?<=\d)[\u00a0\u202f.,](?=\d)/g, '');
  return [...(joined.match(/\d+/g) ?? [])].sort();
}

/** A link that passes words on carries those of its language. */
function withoutWords(does: object): object {
  if (!('url' in does)) return does;
  return { url: String(does.url).replace(/&text=.+$/, '') };
}

const { staff: _, ...english } = en;

test('every message is among those that are compared', () => {
  const called = new Set<string>();
  const words = watched(english, called);
  screensOf(words);
  everySentence(outside, words);
  expect([...called].sort()).toEqual(pathsOf(english).sort());
});

test('each language can be chosen, once, under its own name', () => {
  expect(languages).toEqual([
    { locale: 'en', name: 'English' },
    { locale: 'fr', name: 'Français' },
  ]);
});

test('a locale is read as a whole or by its language, and any other is English', () => {
  for (const locale of ['fr', 'fr-CA', 'FR', 'fr_SN'])
    expect(messagesFor(locale).locale).toBe('fr');
  for (const locale of ['en-GB', 'xx', '', 'constructor']) expect(messagesFor(locale)).toBe(en);
});

test('staff read English, whatever they chose', () => {
  expect(messagesFor('fr').staff).toBe(en.staff);
});

test('small words count in every language', () => {
  expect(['Oui ', 'YES', 'non', 'no', 'à', 'pour', 'to'].map(meaningOf)).toEqual([
    'yes',
    'yes',
    'no',
    'no',
    'to',
    'to',
    'to',
  ]);
  expect(meaningOf('')).toBeUndefined();
  expect(countryNames('CI')).toEqual(['Côte d’Ivoire']);
  expect(countryNames('DE')).toEqual(['Germany', 'Allemagne']);
});

describe.each(spoken.slice(1))('$languageName (T54)', (words) => {
  const screens = screensOf(words);
  const pairs = screensOf(en).map(([name, screen], at) => {
    return [name, screen, screens[at]?.[1] as Screen] as const;
  });
  const sentences = everySentence(outside, words);
  const sentencePairs = everySentence(outside, en).map(([name, sentence], at) => {
    return [name, sentence, sentences[at]?.[1] ?? ''] as const;
  });

  const everythingSaid = [
    ...screens.map(([, screen]) => allOf(screen)),
    ...sentences.map(([, sentence]) => sentence),
  ];

  test.each(pairs)(
    '%s holds the values of the English one, and the same buttons',
    (_name, one, other) => {
      expect(numbersIn(textOf(other))).toEqual(numbersIn(textOf(one)));
      expect([...new Set(styled(other, 'code'))]).toEqual([...new Set(styled(one, 'code'))]);
      const timesOf = (screen: Screen) =>
        screen.text.entities.flatMap((entity) =>
          entity.type === 'date_time' ? [entity.unix_time] : [],
        );
      expect(timesOf(other)).toEqual(timesOf(one));
      for (const value of [outside, 'ADA TEST OKAFOR', 'Access Bank', 'USDC', 'Solana', '₦']) {
        const timesIn = (screen: Screen) => textOf(screen).split(value).length - 1;
        expect(timesIn(other), value).toBe(timesIn(one));
      }
      const rowsOf = (screen: Screen) =>
        toInlineKeyboard(screen.buttons).inline_keyboard.map((row) =>
          row.map(({ text: __, ...does }) => withoutWords(does)),
        );
      expect(rowsOf(other)).toEqual(rowsOf(one));
      for (const [at, { label }] of buttonsOf(other).entries()) {
        expect(numbersIn(label)).toEqual(numbersIn(buttonsOf(one)[at]?.label ?? ''));
      }
    },
  );

  test.each(sentencePairs)('%s holds the values of the English one', (_name, one, other) => {
    expect(other.trim()).not.toBe('');
    expect(numbersIn(other)).toEqual(numbersIn(one));
    expect(other.includes(outside)).toBe(one.includes(outside));
  });

  test.each(screens)('%s fits into Telegram', (name, screen) => expectFit(screen, name));

  test('sentences fit where they are shown', () => {
    for (const say of Object.values(words.toast)) expect(say().length).toBeLessThanOrEqual(200);
    expect(words.beforeStart.length).toBeLessThanOrEqual(512);
    expect(words.commands.map(({ command }) => command)).toEqual(
      en.commands.map(({ command }) => command),
    );
    for (const { description } of words.commands) {
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });

  test('says nothing in English but what is the same in both', () => {
    const same = [...sentencePairs, ...linePairs(pairs)].filter(([, one, other]) => one === other);
    expect([...new Set(same.map(([, one]) => bare(one)).filter(hasWords))].sort()).toEqual(
      sameInAll,
    );
    for (const said of everythingSaid) {
      expect(bare(said)).not.toMatch(/(?<!\p{L})(the|your|you|please|is|not|and|to)(?!\p{L})/iu);
    }
  });

  test('keeps to plain words', () => {
    // A receipt names who paid it out.
    const chat = everythingSaid.map((said) =>
      said.replaceAll(/chez Chessa|intermédiaire de Chessa/g, ''),
    );
    for (const said of chat) {
      for (const word of [...neverSaid, ...neverSaidInFrench]) expect(said).not.toMatch(word);
    }
  });

  test('has narrow spaces that do not break before its marks, and no English quotes', () => {
    for (const said of everythingSaid) {
      expect(said).not.toMatch(/(?<=\S) [:;?!»]|« |[\p{L}»”][?!;]|“|”|(?<=\p{L})'/u);
    }
  });
});

/** Lines and labels that stand at the same place of both. */
function linePairs(pairs: readonly (readonly [string, Screen, Screen])[]) {
  return pairs.flatMap(([name, one, other]) => {
    const [theirs, ours] = [allOf(one).split('\n'), allOf(other).split('\n')];
    return theirs.flatMap((line, at) => (line === ours[at] ? [[name, line, line] as const] : []));
  });
}

function allOf(screen: Screen): string {
  return [textOf(screen), ...buttonsOf(screen).map(({ label }) => label)].join('\n');
}

/** A sentence without what comes from outside: names, addresses, ids, amounts. */
function bare(said: string): string {
  const values = [
    outside,
    'and more',
    'ADA TEST OKAFOR',
    'Access Bank',
    'Nigeria',
    'NAME',
    '7K2M9QXA',
  ];
  return values
    .reduce((text, value) => text.replaceAll(value, ''), said)
    .replace(/[\w-]{20,}|(?:\w{4} ){5,}\w+/g, '');
}

function hasWords(text: string): boolean {
  return /\p{L}{3}/u.test(text);
}

/** Words that both languages have, and what has no name. */
const sameInAll = ['QQQ', 'https://bot.example/t/', '🇶🇶  (NGN)', '📱 Mobile money'];

const neverSaidInFrench = [/erreur/i, /invalide/i, /oups/i, /échec|échou/i, /on-chain|wallet/i];

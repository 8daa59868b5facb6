/** Every kind of rule that a configuration may hold, met by a person in `/send`. */
import { describe, expect, it } from 'vitest';
import { malawi } from '../../sandbox/chessa/countries/malawi.ts';
import { nigeria } from '../../sandbox/chessa/countries/nigeria.ts';
import { tanzania } from '../../sandbox/chessa/countries/tanzania.ts';
import { zimbabweUsd } from '../../sandbox/chessa/countries/zimbabwe.ts';
import type { FieldRule, Route } from '../../sandbox/chessa/route.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import { openRig, type Rig } from '../support/rig.ts';

/** What is said or, behind `#`, pressed; and words of the answer. */
type Exchange = readonly [says: string, hears: string | RegExp];

async function talk(person: Person, ...exchanges: readonly Exchange[]): Promise<void> {
  for (const [says, hears] of exchanges) {
    if (says.startsWith('#')) await person.press(says.slice(1));
    else person.say(says);
    await person.waitFor(hears);
  }
}

/** What the newest recipient was made of. */
function recipientOf(rig: Rig): unknown {
  const made = rig.chessa.requests.filter(({ endpoint }) => endpoint === 'POST /v1/recipients');
  return made.at(-1)?.body;
}

/** The route with the fields of one rail replaced or followed by others. */
function withFields(route: Route, railId: string, ...fields: FieldRule[]): Route {
  const keys = new Set(fields.map(({ key }) => key));
  const rails = route.rails.map((rail) =>
    rail.id === railId
      ? { ...rail, fields: [...rail.fields.filter(({ key }) => !keys.has(key)), ...fields] }
      : rail,
  );
  return { ...route, rails };
}

const toMalawiBank: readonly Exchange[] = [
  ['/send', 'Where is the money going'],
  ['malawi', 'How should it arrive'],
  ['#Bank', 'Which bank'],
  ['nbs bank', 'Account number at NBS Bank'],
  ['1001234567', /second time/],
  ['1001234567', 'Whose account is it'],
  ['Tendai Test Banda', /Region at NBS Bank/],
];

describe('answers that hang on another', () => {
  it('options follow the parent, and go with it when it changes', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(ada, ...toMalawiBank, ['#Southern', /City at NBS Bank/]);
    expect(ada.buttons().join()).toMatch(/Blantyre.*Zomba/);
    expect(ada.buttons().join()).not.toMatch(/Lilongwe/);
    await talk(ada, ['#Zomba', /People in the household/], ['#Back', /City/], ['#Back', /Region/]);
    await talk(ada, ['#Central', /City at NBS Bank/]);
    expect(ada.buttons().join()).toMatch(/Lilongwe.*Salima/);
    await talk(
      ada,
      ['#Salima', /People in the household/],
      ['0', /smallest number here is 1/],
      ['21', /largest number here is 20/],
      ['2.5', /whole number/],
      ['four', /cannot read a number/],
      ['4', /Document/],
      ['#passport', 'How much'],
      ['50000 MWK', 'What will you pay with'],
      ['#USDC on Solana', 'then confirm'],
    );
    expect(recipientOf(rig)).toMatchObject({
      code: 'mw_nbs',
      accountNumber: '1001234567',
      accountName: 'Tendai Test Banda',
      region: 'central',
      city: 'salima',
      householdSize: '4',
      idType: 'passport',
    });
  });

  it('the configuration is read again after an answer that may change it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const looks = () =>
      rig.chessa.requests.filter(({ endpoint }) => endpoint === 'GET /v1/configurations').length;
    await talk(ada, ...toMalawiBank);
    rig.chessa.replaceRoutes([
      withFields(malawi, 'mw_bank', {
        key: 'village',
        label: 'Village',
        kind: 'text',
        required: true,
      }),
    ]);
    rig.shiftClock(6_000);
    const before = looks();
    await talk(ada, ['#Central', /City/], ['#Salima', /household/], ['#Skip', /Document/]);
    expect(looks()).toBe(before + 1);
    await talk(ada, ['#Skip', /Village at NBS Bank/], ['Test Village', 'How much']);
  });

  const toZimbabwe: readonly Exchange[] = [
    ['/send', 'Where is the money going'],
    ['zimbabwe', 'In which currency'],
    ['#US Dollar', 'How should it arrive'],
    ['#Bank', 'Which bank'],
    ['cbz', 'Who receives it'],
  ];
  const account: readonly Exchange[] = [
    ['1234567890', /second time/],
    ['1234567890', 'Whose account is it'],
  ];

  it('who is paid is asked first; a person is not asked for a business', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(ada, ...toZimbabwe, ['#A person', 'Account number at CBZ'], ...account);
    await talk(ada, ['Rudo Test Moyo', /Address\n.*Street address/]);
    await talk(
      ada,
      ['1 Test Avenue', /Address\n.*City at CBZ/],
      ['Harare', 'How much'],
      ['20 USD', 'What will you pay with'],
      ['#USDC on Solana', 'then confirm'],
    );
    expect(recipientOf(rig)).toMatchObject({ recipientType: 'person', city: 'Harare' });
    expect(recipientOf(rig)).not.toHaveProperty('registrationNumber');
  });

  it('a business is asked for its number, though the rules did not insist', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(ada, ...toZimbabwe, ['#A business', 'Account number at CBZ'], ...account);
    await talk(ada, ['Test Traders', 'Registration number of the business']);
    const skips = ada.buttons().includes('Skip');
    if (skips) await talk(ada, ['#Skip', /Street address/]);
    else await talk(ada, ['1234/2020', /Street address/]);
    await talk(ada, ['1 Test Avenue', /City/], ['Harare', 'How much'], ['20 USD', 'pay with']);
    if (skips) {
      await talk(
        ada,
        ['#USDC on Solana', 'Registration number of the business'],
        ['1234/2020', 'then confirm'],
      );
      expect(ada.texts().join('\n')).toContain('Please type a registration number');
    } else await talk(ada, ['#USDC on Solana', 'then confirm']);
    expect(recipientOf(rig)).toMatchObject({
      recipientType: 'business',
      registrationNumber: '1234/2020',
    });
  });

  it('a hidden constant is sent and never asked', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['zimbabwe', 'In which currency'],
      ['#US Dollar', 'How should it arrive'],
      ['#Mobile', 'Which mobile money'],
      ['#EcoCash', 'Wallet number at EcoCash'],
      ['0771234567', /second time/],
      ['0771234567', 'Whose account'],
      ['Rudo Test Moyo', 'How much'],
      ['20', 'pay with'],
      ['#USDC on Solana', 'then confirm'],
    );
    expect(recipientOf(rig)).toMatchObject({
      additional: 'family_support',
      accountNumber: '+263771234567',
    });
    expect(ada.texts().join('\n')).not.toMatch(/family_support|Purpose/);
  });
});

describe('answers with rules of their own', () => {
  it('an IBAN, a date, a choice and an e-mail, each said what is wrong with it', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['senegal', 'How should it arrive'],
      ['#Bank', 'Which bank'],
      ['boa', 'IBAN at Bank of Africa'],
      ['SN08SN0100152000048500003036', /characters of that IBAN are not right/],
      ['SN08SN010015200004850000303', /has not as many characters/],
      ['FR1420041010050500013M02606', /IBAN is of an account in France/],
      ['12345678', /does not look like an IBAN/],
      ['sn08 SN01 0015 2000 0485 0000 3035', /second time/],
      ['SN08SN0100152000048500003035', 'Whose account is it'],
      ['Fatou Test Diallo', 'Date of birth'],
      ['03/04/1990', /does not look like a date/],
      ['17/05/1990', 'Who is it to you'],
      ['#A friend', 'E-mail'],
      ['fatou@', /does not look like an e-mail/],
      ['fatou@test.example', 'How much'],
      ['50000', 'pay with'],
      ['#USDC on Solana', 'then confirm'],
    );
    expect(recipientOf(rig)).toMatchObject({
      accountNumber: 'SN08SN0100152000048500003035',
      dateOfBirth: '1990-05-17',
      relationship: 'friend',
      email: 'fatou@test.example',
    });
  });

  it('a doubtful account number is remarked on once, and never refused', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['nigeria', 'Which bank'],
      ['access bank', 'Account number'],
      ['0123456999', /does not look like an account number at Access Bank/],
    );
    await ada.waitFor(/second time/);
    await talk(ada, ['0123456999', 'Whose account is it'], ['Ada Test Okafor', 'How much']);
    const obi = rig.person('Obi');
    await talk(
      obi,
      ['/send', 'Where is the money going'],
      ['nigeria', 'Which bank'],
      ['access bank', 'Account number'],
      [fittingNumber, /second time/],
    );
    expect(obi.texts().join('\n')).not.toMatch(/does not look like/);
  });

  it('numbers go in steps, with as many decimals as they may have', async () => {
    const rig = await openRig();
    rig.chessa.replaceRoutes([
      withFields(malawi, 'mw_mobile_money', {
        key: 'share',
        label: 'Share',
        kind: 'text',
        required: true,
        wire: { type: 'decimal', min: '0.5', max: 10, step: '0.25', decimals: 2 },
      }),
    ]);
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['malawi', 'How should it arrive'],
      ['#Mobile', 'Which mobile money'],
      ['#Airtel', 'Mobile number'],
      ['0991234567', /Is this the person/],
      ['yes', /Share at Airtel Money/],
    );
    expect(ada.last().text).toContain('From 0.5 to 10, in steps of 0.25.');
    await talk(
      ada,
      ['0.6', /steps of 0.25 from 0.5/],
      ['0.755', /at most 2 fit/],
      ['0.75', 'How much'],
      ['50000.5', /no digits after the point/],
      ['50000', 'pay with'],
    );
  });
});

describe('what is offered', () => {
  it('a closed institution is not shown; a delayed one says so before the number', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['tanzania', 'How should it arrive'],
      ['#Mobile', 'Which mobile money'],
    );
    expect(ada.buttons().join()).not.toContain('HaloPesa');
    await talk(ada, ['halopesa', /Nothing here matches/], ['airtel', /takes longer than usual/]);
    expect(ada.last().text).toContain('Mobile number at Airtel Money');
    await talk(ada, ['#Back', 'Which mobile money'], ['vodacom', 'Mobile number at Vodacom']);
    expect(ada.last().text).not.toContain('longer than usual');
  });

  it('the tightest limits stand in the question for the amount, and hold at both ends', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['kenya', 'How should it arrive'],
      ['#Mobile', 'Which mobile money'],
      ['m-pesa', 'Phone number'],
      ['0712345678', 'Is this the person'],
      ['yes', /KES\s*100\.00 to KES\s*250,000\.00/],
      ['250000.01', /more than can be sent/],
      ['99.99', /less than can be sent/],
      ['250000', 'pay with'],
      ['#Back', 'How much'],
      ['100', 'pay with'],
    );
  });

  it('limits in another currency are shown as what they are', async () => {
    const rig = await openRig();
    const [rail] = tanzania.rails;
    if (!rail) throw new Error('no rail');
    const wire = { limits: { min: 5, max: 900, currency: 'USD' } };
    rig.chessa.replaceRoutes([{ ...tanzania, rails: [{ ...rail, wire }] }]);
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['tanzania', 'Which mobile money'],
      ['vodacom', 'Mobile number'],
      ['0754123456', 'Is this the person'],
      ['yes', 'How much'],
    );
    expect(ada.last().text).toMatch(/They can get .*5,000.*10,000,000/);
    expect(ada.last().text).toMatch(/The limits there: \$5\.00 to \$900\.00/);
  });
});

describe('C19: a configuration that changes in the middle', () => {
  const changed = async (rig: Rig, routes: readonly Route[]) => {
    rig.chessa.replaceRoutes(routes);
    rig.shiftClock(6 * 60_000);
  };
  const nigerianBank = nigeria.rails[0];
  if (!nigerianBank) throw new Error('no rail');

  async function toPay(rig: Rig): Promise<Person> {
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['nigeria', 'Which bank'],
      ['access bank', 'Account number'],
      ['0123456789', 'Is this the person'],
      ['yes', 'How much'],
      ['50000 NGN', 'pay with'],
    );
    return ada;
  }

  it('a bank that is gone is named, and the others are offered', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    const institutions = nigerianBank.institutions.filter(({ code }) => code !== 'ng_access');
    await changed(rig, [{ ...nigeria, rails: [{ ...nigerianBank, institutions }] }]);
    await talk(ada, ['#USDC on Solana', /Which bank/]);
    expect(ada.texts().join('\n')).toContain('Access Bank is not offered any more');
    expect(rig.chessa.orders()).toEqual([]);
  });

  it('a country that is gone is named', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    await changed(rig, [malawi, tanzania]);
    await talk(ada, ['#USDC on Solana', /Where is the money going/]);
    expect(ada.texts().join('\n')).toContain('Nigeria is not offered any more');
  });

  it('a way that is gone is named', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    await changed(rig, [{ ...nigeria, rails: tanzania.rails }]);
    await talk(ada, ['#USDC on Solana', /How should it arrive|Which/]);
    expect(ada.texts().join('\n')).toMatch(/Access Bank is not offered any more/);
  });

  it('a limit that now refuses the amount is said, and the amount asked again', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    await changed(rig, [{ ...nigeria, limits: { min: 60_000, max: 5_000_000 } }]);
    await talk(ada, ['#USDC on Solana', /How much/]);
    expect(ada.texts().join('\n')).toMatch(/smallest amount is ₦60,000/);
    await talk(ada, ['60000', 'pay with'], ['#USDC on Solana', 'then confirm']);
  });

  it('a rule that now refuses an answer is said, and that one asked again', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    await changed(rig, [
      withFields(nigeria, 'ng_bank', {
        key: 'accountNumber',
        label: 'Account number',
        kind: 'digits',
        required: true,
        minLength: 12,
        maxLength: 12,
      }),
    ]);
    await talk(ada, ['#USDC on Solana', /Account number at Access Bank/]);
    expect(ada.texts().join('\n')).toContain('The rules for Account number have just changed');
  });

  it('a new question is asked before the quote', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    await changed(rig, [
      withFields(nigeria, 'ng_bank', { key: 'bvn', label: 'BVN', kind: 'digits', required: true }),
    ]);
    await talk(
      ada,
      ['#USDC on Solana', /BVN at Access Bank/],
      ['12345678901', 'pay with'],
      ['#USDC on Solana', 'then confirm'],
    );
  });

  it('one that came up while the quote was asked for says why it comes', async () => {
    const rig = await openRig();
    const ada = await toPay(rig);
    rig.chessa.replaceRoutes([
      withFields(nigeria, 'ng_bank', { key: 'bvn', label: 'BVN', kind: 'digits', required: true }),
    ]);
    rig.shiftClock(60_000);
    await talk(ada, ['#USDC on Solana', /BVN at Access Bank/]);
    expect(ada.texts().join('\n')).toContain(
      'The rules for BVN have just changed. Nothing is lost',
    );
    await talk(ada, ['12345678901', 'then confirm']);
  });

  it('the only institution of a way is never exchanged for another in silence', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await talk(
      ada,
      ['/send', 'Where is the money going'],
      ['zimbabwe', 'In which currency'],
      ['#US Dollar', 'How should it arrive'],
      ['#Another way', /Account number at Mukuru/],
    );
    await changed(rig, [
      {
        ...zimbabweUsd,
        rails: zimbabweUsd.rails.map((rail) =>
          rail.id === 'zw_mukuru'
            ? { ...rail, institutions: [{ code: 'zw_other', name: 'Other Cash' }] }
            : rail,
        ),
      },
    ]);
    ada.say('1234567');
    await ada.waitFor(/Mukuru is not offered any more/);
  });
});

describe('what the provider refuses by itself', () => {
  it.each(['message', 'list', 'map'] as const)(
    'leads back to its field (%s)',
    async (fieldErrors) => {
      const rig = await openRig();
      rig.chessa.configure({ fieldErrors });
      const strict: FieldRule = {
        key: 'city',
        label: 'City',
        kind: 'text',
        required: true,
        pattern: '^[A-Z][a-z]+$',
        wire: { pattern: undefined },
      };
      rig.chessa.replaceRoutes([withFields(nigeria, 'ng_bank', strict)]);
      const ada = rig.person();
      await talk(
        ada,
        ['/send', 'Where is the money going'],
        ['nigeria', 'Which bank'],
        ['access bank', 'Account number'],
        ['0123456789', 'Is this the person'],
        ['yes', 'City at Access Bank'],
        ['lagos 1', 'How much'],
        ['50000', 'pay with'],
        ['#USDC on Solana', 'City at Access Bank'],
      );
      expect(ada.texts().join('\n')).toContain('That does not look like a city at Access Bank');
      await talk(ada, ['Lagos', 'then confirm']);
    },
  );
});

/** Whose last digit fits Access Bank's code, 044. */
const fittingNumber = '7000000999';

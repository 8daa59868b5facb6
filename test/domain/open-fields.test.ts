import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import { dependentsOf, openFields } from '../../src/domain/open-fields.ts';

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  kind: 'text',
  required: true,
  ...more,
});

const region = field('region', { options: [{ value: 'south', label: 'South' }] });
const city = field('city', {
  optionsBy: { key: 'region', options: { south: [{ value: 'zomba', label: 'Zomba' }], north: [] } },
});
const ward = field('ward', { when: [{ key: 'city' }] });
const form = [region, city, ward];
const keys = (answers: Record<string, string>, fields: readonly Field[] = form) =>
  openFields(fields, answers).map(({ key }) => key);

describe('fields that hang on others', () => {
  it('are asked one after another', () => {
    expect(keys({})).toEqual(['region']);
    expect(keys({ region: 'south' })).toEqual(['region', 'city']);
    expect(keys({ region: 'south', city: 'zomba' })).toEqual(['region', 'city', 'ward']);
  });

  it('have the options of their parent’s answer; without any they are not asked', () => {
    expect(openFields(form, { region: 'south' })[1]?.options).toEqual([
      { value: 'zomba', label: 'Zomba' },
    ]);
    expect(keys({ region: 'north' })).toEqual(['region']);
    expect(keys({ region: 'constructor' })).toEqual(['region']);
  });

  it('do not stay open by the answer of a field that is closed', () => {
    expect(keys({ city: 'zomba' })).toEqual(['region']);
  });

  it('are asked for some values, or for all but some; a skipped answer is none', () => {
    const party = field('party');
    const some = field('some', { when: [{ key: 'party', is: ['business', 'charity'] }] });
    const others = field('others', { when: [{ key: 'party', not: ['business'] }] });
    const open = (answer: string) => keys({ party: answer }, [party, some, others]);
    expect(open('business')).toEqual(['party', 'some']);
    expect(open('charity')).toEqual(['party', 'some', 'others']);
    expect(open('person')).toEqual(['party', 'others']);
    expect(open('')).toEqual(['party']);
  });

  it('may hang on what is sent without being asked', () => {
    const hidden = field('kind', { constant: 'family' });
    expect(keys({}, [hidden, field('more', { when: [{ key: 'kind', is: ['family'] }] })])).toEqual([
      'kind',
      'more',
    ]);
  });

  it('are asked and required where the provider insisted', () => {
    const insisted = openFields([{ ...ward, required: false }], {}, ['ward']);
    expect(insisted).toMatchObject([{ key: 'ward', required: true }]);
  });

  it('go with their parent, over any number of steps', () => {
    expect([...dependentsOf('region', form)]).toEqual(['city', 'ward']);
    expect([...dependentsOf('ward', form)]).toEqual([]);
  });

  it('never ask what does not hold, whatever the answers', () => {
    const answer = fc.constantFrom('', 'south', 'north', 'zomba', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('region', 'city', 'ward'), answer), (answers) => {
        const open = new Set(keys(answers));
        expect(open.has('region')).toBe(true);
        expect(open.has('city')).toBe(answers.region === 'south');
        expect(open.has('ward')).toBe(open.has('city') && Boolean(answers.city));
      }),
    );
  });
});

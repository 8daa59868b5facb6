/** The stand-in's countries told in every way in which institutions can be listed. */
import { describe, expect, test } from 'vitest';
import { configurationBody } from '../../sandbox/chessa/configuration.ts';
import { routes } from '../../sandbox/chessa/countries/routes.ts';
import type { Rail } from '../../sandbox/chessa/route.ts';
import { defaultSettings, type Settings } from '../../sandbox/chessa/settings.ts';
import { readConfiguration, readJson } from './wholly.ts';

function corridorsOf(listing?: Rail['listing'], settings: Partial<Settings> = {}) {
  const institutionKey = listing === 'sibling' ? 'institutions' : 'provider';
  const told = routes.map((route) => ({
    ...route,
    // What has no fields of its own is told by its method alone.
    rails: route.rails
      .filter(({ fields }) => fields.length > 0)
      .map((rail) => (listing ? { ...rail, listing, institutionKey } : rail)),
  }));
  const body = JSON.stringify(configurationBody(told, { ...defaultSettings, ...settings }));
  const read = readConfiguration(readJson(body)?.value, () => undefined);
  if (!read.ok) throw new Error('refused');
  // The name of a rail is only told where there is a rail.
  return read.value.corridors.map(({ ways, ...corridor }) => ({
    ...corridor,
    ways: ways.map(({ label, ...way }) => way),
  }));
}

describe('one configuration', () => {
  const asTold = corridorsOf();

  test('has every country, and every institution that is open', () => {
    const names = asTold.flatMap(({ ways }) =>
      ways.flatMap(({ institutions }) => institutions.map(({ code }) => code)),
    );
    expect(asTold).toHaveLength(routes.length);
    expect(names).toContain('ng_access');
    expect(names).not.toContain('tz_halopesa');
  });

  test.each(['methods', 'options', 'sibling'] as const)('told by %s is the same', (listing) => {
    expect(corridorsOf(listing)).toEqual(asTold);
  });

  test.each(['payouts', 'configurations', 'data', 'configuration', 'array'] as const)(
    'wrapped as %s, with places as codes, and beside routes that make no sense, is the same',
    (configurationShape) => {
      const settings = { configurationShape, placeShape: 'code', brokenRoutes: true } as const;
      const named = (corridors: typeof asTold) =>
        corridors.map(({ country, ...corridor }) => ({ ...corridor, country: country.code }));
      expect(named(corridorsOf(undefined, settings))).toEqual(named(asTold));
    },
  );
});

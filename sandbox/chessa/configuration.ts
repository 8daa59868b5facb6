/** `GET /v1/configurations`, drawn from the routes that also judge what is sent. */
import type { FieldRule, Rail, Route } from './route.ts';
import type { Settings } from './settings.ts';

/** The body, in the shape that the settings name. */
export function configurationBody(routes: readonly Route[], settings: Settings): unknown {
  const payouts: unknown[] = routes.map((route) => routeView(route, settings));
  if (settings.brokenRoutes) payouts.push(...BROKEN);
  switch (settings.configurationShape) {
    case 'payouts':
      return { payouts };
    case 'configurations':
      return { configurations: { payouts } };
    case 'data':
      return { data: { payouts } };
    case 'configuration':
      return { configuration: { payouts } };
    case 'array':
      return payouts;
  }
}

/** Entries that make no sense: each must cost a client that entry and nothing else. */
const BROKEN: readonly unknown[] = [
  null,
  'NG',
  { country: null, currency: { code: 'XXX' }, methods: [] },
  { country: { code: 'QQ', name: 'Nowhere' }, currency: { code: 'QQQ' }, methods: 'none' },
];

function routeView(route: Route, settings: Settings): Record<string, unknown> {
  const asCode = settings.placeShape === 'code';
  const { country, currency } = route;
  return {
    country: asCode ? country.code : country,
    currency: asCode ? currency.code : { code: currency.code, name: currency.name },
    ...limitsView(route.limits, settings),
    methods: route.rails.flatMap(methodViews),
    ...route.wire,
  };
}

function limitsView({ min, max }: Route['limits'], settings: Settings): object {
  switch (settings.limitsShape) {
    case 'numbers':
      return { limits: { min, max } };
    case 'text':
      return { limits: { min: String(min), max: String(max) } };
    case 'null':
      return { limits: { min: null, max: null } };
    case 'zero':
      return { limits: { min: 0, max: 0 } };
    case 'absent':
      return {};
  }
}

function methodViews(rail: Rail): Record<string, unknown>[] {
  const fieldsKey = rail.fieldsKey ?? 'fields';
  const fields = rail.fields.map(fieldView);
  switch (rail.listing) {
    case 'methods':
      return rail.institutions.map(({ code, name, wire }) => ({
        id: code,
        code,
        name,
        type: rail.type,
        [fieldsKey]: fields,
        ...rail.wire,
        ...wire,
      }));
    case 'options':
      return [
        { ...methodBase(rail), [fieldsKey]: [institutionField(rail), ...fields], ...rail.wire },
      ];
    case 'sibling':
      return [
        {
          ...methodBase(rail),
          [fieldsKey]: fields,
          [rail.institutionKey]: rail.institutions.map(({ code, name, wire }) => ({
            code,
            name,
            ...wire,
          })),
          ...rail.wire,
        },
      ];
  }
}

function methodBase(rail: Rail): Record<string, unknown> {
  return { id: rail.id, code: rail.id, name: rail.name, type: rail.type };
}

function institutionField(rail: Rail): Record<string, unknown> {
  return {
    id: rail.institutionKey,
    label: rail.type === 'bank' || rail.type === 'bank_account' ? 'Bank' : 'Provider',
    type: 'select',
    required: true,
    options: rail.institutions.map(({ code, name, wire }) =>
      rail.optionSpelling === 'code_label'
        ? { code, label: name, ...wire }
        : { id: code, name, ...wire },
    ),
  };
}

const WIDGETS = {
  text: 'text',
  digits: 'number',
  phone: 'phone',
  email: 'email',
  date: 'date',
  choice: 'select',
} as const;

function fieldView(rule: FieldRule): Record<string, unknown> {
  const view: Record<string, unknown> = {
    id: rule.key,
    label: rule.label,
    type: WIDGETS[rule.kind],
    required: rule.required && rule.when === undefined,
    hint: rule.hint,
    placeholder: rule.example,
    pattern: rule.pattern,
    minLength: rule.minLength,
    maxLength: rule.maxLength,
    options: rule.options,
    ...(rule.constant === undefined ? {} : { hidden: true, value: rule.constant }),
    ...(rule.when && { dependsOn: { field: rule.when.key, value: rule.when.is } }),
    ...rule.wire,
  };
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
}

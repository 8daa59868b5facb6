/** What can be chosen at each step of `/send`, in the person's language. Pure. */
import { type ChainName, findChain } from '../../domain/chain.ts';
import type { Configuration } from '../../domain/corridor.ts';
import type { SendDraft } from '../../domain/draft.ts';
import type { Option } from '../../domain/field.ts';
import { institutionOptions } from '../../domain/search.ts';
import type { Messages } from '../../text/messages.ts';
import { countryNames } from '../../text/messages-for.ts';
import { byUse, type Uses } from './most-used.ts';
import { chosen, type FundingAsset, type Step } from './steps.ts';

/** What can be chosen from, and the language that it is named in. */
export interface Offered {
  readonly configuration: Configuration;
  readonly assets: readonly FundingAsset[];
  readonly messages: Messages;
  /** How often institutions were chosen, where that is known. */
  readonly uses?: Uses;
}

/** What can be chosen at a step; empty where the answer is typed. */
export function optionsOf(step: Step, draft: SendDraft, rules: Offered): readonly Option[] {
  const { configuration, assets, messages } = rules;
  const { send } = messages;
  const { corridor, way } = chosen(draft, configuration);
  switch (step.kind) {
    case 'country':
      return countries(rules);
    case 'currency':
      return configuration.corridors
        .filter(({ country }) => country.code === draft.country)
        .map(({ currency }) => ({ value: currency, label: send.currencyName(currency) }));
    case 'way':
      return (corridor?.ways ?? []).map(({ kind, label }) => ({
        value: kind,
        label: send.wayName(kind, label),
      }));
    case 'institution':
      return way ? institutionOptions(way.institutions) : [];
    case 'field':
      return step.field.options ?? [];
    case 'pay':
      return payable(draft, assets).map(({ asset, chain }) => ({
        value: `${asset}:${chain}`,
        label: send.payName(asset, chain),
      }));
    case 'name':
    case 'amount':
      return [];
  }
}

/** The same as a list is shown that nobody has narrowed: the institutions used most come first. */
export function shownOptionsOf(step: Step, draft: SendDraft, rules: Offered): readonly Option[] {
  const options = optionsOf(step, draft, rules);
  const { corridor, way } = chosen(draft, rules.configuration);
  const isShown = step.kind === 'institution' && draft.search === undefined;
  if (!isShown || !corridor || !way || !rules.uses) return options;
  return byUse(options, `${corridor.country.code}:${corridor.currency}`, way.kind, rules.uses);
}

/** What can be paid with, narrowed to the asset that the amount was typed in. */
export function payable(
  draft: SendDraft,
  assets: readonly FundingAsset[],
): readonly { readonly asset: string; readonly chain: ChainName }[] {
  const typed = draft.amount?.side === 'send' ? draft.amount.unit : undefined;
  return assets
    .filter(({ asset }) => typed === undefined || asset === typed)
    .flatMap(({ asset, chain }) => {
      const known = findChain(chain);
      return known ? [{ asset, chain: known.name }] : [];
    });
}

/** By name in the person's language, and found by their names in all. */
function countries({ configuration, messages }: Offered): readonly Option[] {
  const byCode = new Map(
    configuration.corridors.map(({ country }) => [country.code, country.name]),
  );
  return [...byCode]
    .map(([value, name]) => ({
      value,
      label: messages.send.countryName(value, name),
      also: [name, ...countryNames(value)],
    }))
    .sort((one, other) => one.label.localeCompare(other.label, messages.locale));
}

/** A country's name in the person's language; empty where nothing is sent there. */
export function nameOfCountry(
  code: string | undefined,
  { configuration, messages }: Offered,
): string {
  const corridor = configuration.corridors.find(({ country }) => country.code === code);
  return corridor ? messages.send.countryName(corridor.country.code, corridor.country.name) : '';
}

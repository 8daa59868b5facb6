/**
 * Keys of the configuration that nothing here reads. They change nothing, but the first look at
 * the live service should tell which of them matter.
 */
import type { Keys } from './configuration-keys.ts';
import type { Report } from './wire-values.ts';

/** Where a key stands. */
export type Place = 'route' | 'method' | 'field';

/** Reports the keys of one object that are not known at its place; their names, never values. */
export type NoteKeys = (place: Place, keys: Keys) => void;

/** So many different keys are told of one configuration; a hostile one cannot fill the log. */
const maxReports = 50;

const availability =
  'enabled isenabled active isactive available disabled isdisabled status apistatus widgetstatus state';
const words = `id code key name label title description order sort icon flag ${availability}`;

const known: Readonly<Record<Place, ReadonlySet<string>>> = {
  route: keySet(
    `${words} country countrycode countryname currency currencycode limits limit minamount
    maxamount methods payoutmethods banks institutions providers networks`,
  ),
  method: keySet(
    `${words} type methodtype channeltype kind fields requiredfields requirements limits limit
    minamount maxamount institutions banks providers networks decimalsinamount amountdecimals
    bankcode clearingcode oneof anyof alternatives forms`,
  ),
  field: keySet(
    `${words} field type widget inputtype format required isrequired mandatory optional hint help
    helptext instructions displayformat example placeholder pattern regex regexp validationregexp
    minlength maxlength length options values institutions banks providers networks valuesallowed
    allowedvalues enum choices optionsfrom hidden readonly visible enduserdisplay value default
    defaultvalue const constant dependson showif visibleif when
    optionsby dependentoptions min minimum minvalue max maximum maxvalue range step increment
    multipleof decimals decimalplaces precision scale group section heading accountnumbertype
    accounttype refreshrequirementsonchange refreshonchange refresh reloadonchange`,
  ),
};

/** Makes {@link NoteKeys} for one reading of a configuration. */
export function createNoteKeys(report: Report): NoteKeys {
  const told = new Set<string>();
  return (place, keys) => {
    for (const key of keys.keys()) {
      if (known[place].has(key) || told.size >= maxReports || told.has(`${place} ${key}`)) continue;
      told.add(`${place} ${key}`);
      report('unknown_configuration_key', {
        place,
        unknown: key.replace(/[^a-z]/g, '').slice(0, 40),
      });
    }
  };
}

function keySet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Phone numbers as people type them, in the forms that providers want them. */
import {
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/mobile';
import { asciiDigits } from './typed.ts';

/**
 * Reads a mobile number and returns it as E.164 first (`+2348031234567`), then as digits without
 * the plus, as national digits (`08031234567`) and as the subscriber's number (`8031234567`).
 * `undefined` where it is no mobile number. Metadata: Google's libphonenumber.
 *
 * @param country ISO 3166 alpha-2 code for numbers that are typed without a country code
 */
export function phoneForms(
  text: string,
  country?: string,
): readonly [string, ...string[]] | undefined {
  const typed = asciiDigits(text);
  const number = parse(typed, country) ?? parse(typed.replace(/^\s*00/, '+'), country);
  if (!number) return undefined;
  return [
    number.number,
    number.number.slice(1),
    number.formatNational().replace(/\D/g, ''),
    number.nationalNumber,
  ];
}

function parse(text: string, country?: string): PhoneNumber | undefined {
  const defaultCountry = country && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  return number?.isValid() && !number.ext ? number : undefined;
}

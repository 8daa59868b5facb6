/** Stored texts made smaller: deflate, begun with the words that a stored transfer is made of. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Makes a text smaller. */
export function pack(text: string): Buffer {
  return deflateRawSync(text, { dictionary, level: 9 });
}

/** The text that {@link pack} was given. Throws for bytes that are none of its own. */
export function unpack(bytes: Buffer): string {
  const limit = { maxOutputLength: 16 * 1024 * 1024 };
  return inflateRawSync(bytes, { dictionary, ...limit }).toString('utf8');
}

/**
 * Never edit this: what is stored opens with these very bytes. New fields cost a few bytes each
 * until a further form of envelope brings a further dictionary.
 */
const dictionary = Buffer.from(
  '"review":{"reason":"answer_differs_from_quote","from":"cancelled","missingSinceMs":17' +
    '"missingLooks":"saidSentAtMs":"pictureIds":[{"stage":"expired","failed","refund_asked",' +
    '"refunded","refund":{"address":"0x","tag":"","chain":"Ethereum","BNB Chain","Tron","Polygon",' +
    '"frozenAtMs":"attempts":0,"askedAtMs":17,"emptyLooks":0,"lookedAtMs":17,"accepted":true,' +
    '"amount":{"amount":"USDT"},"hash":"","explorerUrl":"https://explorer.solana.com/tx/' +
    'https://etherscan.io/tx/https://tronscan.org/#/transaction/https://bscscan.com/tx/' +
    '"state":"quoted","accepting","awaiting_deposit","confirming","received","paying_out",' +
    '"held","refunding","completed","orderStatus":"created","waiting_for_funding",' +
    '"deposit_received","processing","kind":"mobile_money","currency":"KES","GHS","UGX","TZS","MWK",' +
    '"countryCode":"GH","countryName":"Ghana","Kenya","Uganda","Tanzania","Senegal","Malawi",' +
    '{"id":"","version":5,"state":"awaiting_deposit","userId":17,"createdAtMs":17,"orderId":"",' +
    '"shortId":"","orderStatus":"completed","payee":{"recipientId":"","kind":"bank",' +
    '"accountName":"","nameChecked":true,"accountNumber":"","institutionCode":"",' +
    '"institutionName":" Bank","countryCode":"NG","countryName":"Nigeria"},"receive":{"amount":"",' +
    '"currency":"NGN"},"send":{"amount":"","currency":"USDC"},"chain":"Solana","fee":{"amount":"0.",' +
    '"currency":"USDC"},"confirmBeforeMs":17,"orderExpiresAtMs":17,"quoteHash":"",' +
    '"funding":{"attempts":1,"askedAtMs":17,"emptyLooks":0},"payTo":{"chain":"Solana","address":"",' +
    '"deposits":[{"id":"","amount":"","asset":"USDC","chain":"Solana","hash":"","explorerUrl":' +
    '"https://solscan.io/tx/","status":"confirmed","createdAtMs":17}],"stages":[{"stage":"accepted","atMs":17},{"stage":"deposit_seen",' +
    '"atMs":17},{"stage":"confirmed","atMs":17},{"stage":"paying_out","atMs":17},' +
    '{"stage":"delivered","atMs":17}],"takenUpdateId":,"expiresAtMs":17',
);

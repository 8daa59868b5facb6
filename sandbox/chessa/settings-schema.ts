/** The switches as they may be set over HTTP. */
import { z } from 'zod';

const decimal = z.string().regex(/^\d+(\.\d+)?$/);

/** Any part of the settings; unknown names and values are refused. */
export const settingsSchema = z
  .strictObject({
    recipientPaths: z.enum(['both', 'plural', 'singular']),
    recipientId: z.enum(['recipient.id', 'id', 'recipientId']),
    recipientListShape: z.enum(['documented', 'created']),
    orderListShape: z.enum(['documented', 'detail']),
    pagination: z.enum(['obeyed', 'ignored', 'absent']),
    orderEnvelope: z.enum(['order', 'bare']),
    statusKey: z.enum(['status', 'state', 'currentStatus', 'beside']),
    tagShape: z.enum(['empty', 'null', 'absent']),
    refundShape: z.enum(['flat', 'wrapped']),
    errorShape: z.enum(['documented', 'list', 'object', 'text']),
    amountShape: z.enum(['documented', 'number', 'exponent']),
    validateShape: z.enum(['flat', 'nested', 'name']),
    unknownAccount: z.enum(['valid_false', 'status_400', 'status_404']),
    rateShape: z.enum(['nested', 'flat', 'price']),
    userShape: z.enum(['documented', 'flat']),
    configurationShape: z.enum(['payouts', 'configurations', 'data', 'configuration', 'array']),
    placeShape: z.enum(['object', 'code']),
    limitsShape: z.enum(['numbers', 'text', 'null', 'zero', 'absent']),
    brokenRoutes: z.boolean(),
    numberRule: z.enum(['usual', 'two_digits_more']),
    limits: z.enum(['usual', 'tight']),
    withdrawn: z.array(z.string()),
    fees: z.enum(['inside', 'outside', 'zero']),
    feePercent: decimal,
    feeFlat: decimal,
    feeFields: z.enum(['shown', 'absent']),
    belowMinimum: z.enum(['named', 'opaque']),
    chains: z.array(z.string()),
    chainFallback: z.enum(['tron', 'refused']),
    addressReuse: z.boolean(),
    secondFunding: z.enum(['same_address', 'fresh_address', 'refused']),
    secondRefund: z.enum(['refused', 'same', 'replaced']),
    refundObject: z.boolean(),
    lateDeposit: z.enum(['held', 'paid']),
    topUp: z.enum(['proceeds', 'held']),
    severalDeposits: z.enum(['array', 'first', 'last']),
    historyKept: z.boolean(),
    futureSteps: z.boolean(),
    fieldErrors: z.enum(['message', 'list', 'map']),
    nameOverride: z.boolean(),
    actualAccountName: z.boolean(),
    stepPace: z.number().nonnegative(),
    depositDelayMs: z.number().nonnegative(),
  })
  .partial();

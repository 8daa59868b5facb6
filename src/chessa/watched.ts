/** Chessa with its calls counted: how they ended and how long they took. */
import type { Result } from '../domain/result.ts';
import type { LabelsOf, Metrics } from '../metrics.ts';
import type { Chessa } from './client.ts';
import type { Failure } from './failure.ts';

type CallName = LabelsOf<'calls'>['call'] & keyof Chessa;

/** The same client; every call is reported. `now`: a clock that is never set back. */
export function watchChessa(chessa: Chessa, metrics: Metrics, now: () => number): Chessa {
  function watched<A extends unknown[], T>(
    call: CallName,
    ask: (...args: A) => Promise<Result<T, Failure>>,
  ) {
    return async (...args: A): Promise<Result<T, Failure>> => {
      const beganAtMs = now();
      const answer = await ask(...args);
      metrics.time('callTimes', { call }, now() - beganAtMs);
      metrics.count('calls', { call, outcome: answer.ok ? 'ok' : answer.failure.kind });
      return answer;
    };
  }

  return {
    ...chessa,
    configuration: watched('configuration', chessa.configuration),
    createRecipient: watched('createRecipient', chessa.createRecipient),
    checkAccount: watched('checkAccount', chessa.checkAccount),
    createOrder: watched('createOrder', chessa.createOrder),
    fundOrder: watched('fundOrder', chessa.fundOrder),
    getOrder: watched('getOrder', chessa.getOrder),
    getHistory: watched('getHistory', chessa.getHistory),
    refundOrder: watched('refundOrder', chessa.refundOrder),
    listOrders: watched('listOrders', chessa.listOrders),
    getRate: watched('getRate', chessa.getRate),
  };
}

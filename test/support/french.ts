/** The ways of `walk.ts`, as somebody takes them who reads French. */
import type { Person } from '../../sandbox/telegram/person.ts';
import type { Rig } from './rig.ts';
import type { Between } from './walk.ts';

const stops = [
  { asked: 'Où va l’argent', say: 'nigeria' },
  { asked: 'Quelle banque', say: 'access bank' },
  { asked: 'Account number', say: '0123456789' },
  { asked: 'Est-ce la bonne personne', say: 'oui' },
  { asked: 'Combien', say: '50 000,00 NGN' },
  { asked: 'Avec quoi allez-vous payer', press: 'USDC sur Solana' },
  { asked: 'Vérifiez, puis confirmez', press: 'Confirmer' },
] as const;

/** From `/send` to the deposit card in French. Returns the id of the order that it belongs to. */
export async function walkToDepositInFrench(
  rig: Pick<Rig, 'chessa'>,
  person: Person,
  between: Between = async () => undefined,
): Promise<string> {
  person.say('/send');
  for (const stop of stops) {
    await person.waitFor(stop.asked);
    await between();
    if ('say' in stop) person.say(stop.say);
    else await person.press(stop.press);
  }
  await person.waitFor('Envoyez exactement');
  const [order] = rig.chessa.orders();
  if (!order) throw new Error('Chessa knows of no order');
  return order.id;
}

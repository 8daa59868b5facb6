/** A person reads their own language everywhere, and changes it in the middle of anything. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../../sandbox/telegram/person.ts';
import { dataOf, everSeen } from '../support/chat.ts';
import { walkToDepositInFrench } from '../support/french.ts';
import { openQuickRig, refundCalls } from '../support/refunding.ts';
import { openRig, type Rig } from '../support/rig.ts';
import { staffEnv, supportOf } from '../support/staff.ts';
import { walkTo, walkToDeposit, walkToFailed } from '../support/walk.ts';
import { wallets } from '../support/wallets.ts';

const english = /(?<!\p{L})(the|your|you|please|is|not|and)(?!\p{L})/iu;

/** The words of a person's menu for one command. */
function menuOf({ telegram }: Rig, person: Person, name: string): string | undefined {
  const { commands } = telegram.people.commands(person.id, person.chatId);
  return commands.find(({ command }) => command === name)?.description;
}

async function choose(person: Person, name: string, told: string | RegExp): Promise<void> {
  person.say('/language');
  await person.waitFor(/Which language would you like|Quelle langue souhaitez-vous/);
  await person.press(name);
  await person.waitFor(told);
}

const nowFrench = 'Désormais, je vous écris en français';

describe('whoever has Telegram in French', () => {
  it('sends to the end in French, with the bot built anew between all steps', async () => {
    const rig = await openRig();
    const awa = rig.person('Awa', 'fr-CA');
    const orderId = await walkToDepositInFrench(rig, awa, () => rig.restart());
    const card = awa.last();
    const order = rig.chessa.order(orderId);
    expect(awa.copy('Copier l’adresse Solana')).toBe(order.address);
    expect(awa.copy('Copier le montant')).toBe(order.expectedAmount);
    expect(card.text).toContain(`Envoyez exactement ${order.expectedAmount}\u00a0USDC`);
    expect(card.text).toContain('50\u202f000,00\u00a0₦');

    await rig.restart();
    rig.chessa.applyScenario(orderId, 'exact');
    await awa.waitFor(/ADA TEST OKAFOR a reçu 50\u202f000,00\u00a0₦/);
    await awa.waitFor(({ message_id, text }) => {
      return message_id === card.message_id && /Arrivé\s: 50/.test(text ?? '');
    });
    for (const seen of everSeen(awa)) expect(seen).not.toMatch(english);
  }, 60_000);

  it('gets money back in French', async () => {
    const rig = await openQuickRig();
    const awa = rig.person('Awa', 'fr');
    const orderId = await walkToDepositInFrench(rig, awa);
    rig.chessa.applyScenario(orderId, 'refund_completes');
    await awa.waitFor(({ reply_to_message, text }) => {
      return reply_to_message !== undefined && /n’a pas accepté ce versement/.test(text ?? '');
    });
    await awa.press('Récupérer mon argent');
    await awa.waitFor('Où doit aller votre argent');
    awa.say(wallets.tron);
    await awa.waitFor(/C’est une adresse sur Tron\s; votre argent est venu par Solana/);
    awa.say(wallets.solana);
    await awa.waitFor('Est-ce bien votre adresse');
    await rig.restart();
    await awa.press('Oui, envoyer');
    await awa.waitFor(/Votre argent vous a été renvoyé/);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
    for (const seen of everSeen(awa)) expect(seen).not.toMatch(english);
  }, 60_000);

  it('is understood in both languages, and finds countries by both names', async () => {
    const rig = await openRig();
    const awa = rig.person('Awa', 'fr');
    for (const typed of ['ouganda', 'uganda']) {
      awa.say('/send');
      await awa.waitFor('Où va l’argent');
      awa.say(typed);
      await awa.waitFor(/✓ Ouganda/, { since: 'ever' });
      awa.say('/cancel');
      await awa.waitFor('Annulé');
    }
    awa.say('/rate tanzania');
    await awa.waitFor(/Tanzanie \(TZS\) aujourd’hui/);
    awa.say('/rate tanzanie');
    await awa.waitFor(/Tanzanie \(TZS\) aujourd’hui/);
  });

  it('reads its menu and what stands before START in French', async () => {
    const rig = await openRig();
    const awa = rig.person('Awa', 'fr');
    await expect.poll(() => menuOf(rig, awa, 'send')).toBe('Envoyer de l’argent');
    await expect
      .poll(() => rig.telegram.world.botProfile().descriptions.fr)
      .toContain('vous payez en crypto');
  });
});

describe('/language', () => {
  it('in the middle of a question answers, and asks it again in the new language', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await walkTo(ada, 'bank');
    const question = ada.last();
    ada.say('/language');
    const list = await ada.waitFor('Which language would you like');
    await ada.waitFor('Which bank');
    expect(dataOf(list, '✓ English')).toBe('lc:en');
    await ada.pressData(list, dataOf(list, 'Français'));
    await ada.waitFor('Quelle banque');
    expect(ada.find(nowFrench)?.message_id).toBe(list.message_id);
    // A button of before goes on working.
    await ada.pressData(question, dataOf(question, 'More'));
    await ada.waitFor(/Page 2 sur/);
    ada.say('access bank');
    await ada.waitFor('Account number chez Access Bank');
  });

  it('counts over restarts, whatever Telegram says, until another is chosen', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await choose(ada, 'Français', nowFrench);
    await rig.restart();
    ada.say('/help');
    await ada.waitFor('Comment ça marche');
    await expect.poll(() => menuOf(rig, ada, 'send')).toBe('Envoyer de l’argent');
    rig.telegram.people.change(ada.id, { languageCode: 'sw' });
    ada.say('/help');
    await ada.waitFor('Comment ça marche');
    ada.say('/language');
    const list = await ada.waitFor('Quelle langue souhaitez-vous');
    expect(dataOf(list, '✓ Français')).toBe('lc:fr');
    await ada.press('English');
    await ada.waitFor('I write to you in English from now on');
    await expect.poll(() => menuOf(rig, ada, 'send')).toBe('Send money');
  });

  it('begins at a button of the welcome, which stays', async () => {
    const rig = await openRig();
    const ada = rig.person();
    ada.start();
    const welcome = await ada.waitFor('Send money home');
    await ada.press('Language');
    await ada.waitFor('Which language would you like');
    expect(ada.find('Send money home')?.message_id).toBe(welcome.message_id);
    expect(await ada.pressData(welcome, 'lc:xx')).toContain('no longer in use');
  });

  it('changes the card of an open transfer with its next news, and its old buttons still work', async () => {
    const rig = await openRig();
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const card = ada.last();
    await choose(ada, 'Français', nowFrench);
    await ada.pressData(card, dataOf(card, 'Show QR'));
    await ada.waitFor(/Vérifiez le montant dans votre portefeuille/);
    await ada.pressData(card, dataOf(card, 'I have sent it'));
    await ada.waitFor(/Vous nous avez dit/);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/ADA TEST OKAFOR a reçu/);
    await ada.waitFor(
      ({ message_id, text }) => {
        return message_id === card.message_id && /Arrivé\s: 50/.test(text ?? '');
      },
      { since: 'ever' },
    );
  });

  it('in the middle of a refund asks for the address again in the new language', async () => {
    const rig = await openQuickRig();
    const ada = rig.person();
    const orderId = await walkToFailed(rig, ada);
    await ada.press('Get my money back');
    await ada.waitFor('Where should your money go');
    await choose(ada, 'Français', 'Où doit aller votre argent');
    ada.say(wallets.solana);
    await ada.waitFor('Est-ce bien votre adresse');
    await ada.press('Oui, envoyer');
    await ada.waitFor(/Votre argent vous a été renvoyé/);
    expect(refundCalls(rig, orderId)).toEqual([wallets.solana]);
  });

  it('keeps a question to our people open, and their answer comes in the new language', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, sam] = [rig.person(), supportOf(rig)];
    sam.start();
    await sam.waitFor('Send money home');
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    await choose(ada, 'Français', 'Comment pouvons-nous vous aider');
    ada.say('Toujours rien reçu.');
    await ada.waitFor('Nous avons votre message');
    await sam.waitFor(/Case [0-9a-f]{8}/, { since: 'ever' });
    await sam.press('Answer');
    await sam.waitFor('Your next message is sent to the person');
    sam.say('Cela arrive.');
    const answer = await ada.waitFor('Une réponse de notre équipe', { since: 'ever' });
    expect(answer.text).toContain('Cela arrive.');
  });

  it('counts for whoever is told to slow down, too', async () => {
    const rig = await openRig({
      limits: { updates: { times: 4, perMs: 10_000, untilQuiet: true } },
    });
    const ada = rig.person();
    await choose(ada, 'Français', nowFrench);
    for (let times = 0; times < 5; times += 1) ada.say('/help');
    await ada.waitFor('C’était beaucoup à la fois');
    expect(await ada.press('Envoyer de l’argent')).toContain('Un instant');
  });

  it('leaves with the data that are deleted, and so does its menu', async () => {
    const rig = await openRig();
    const ada = rig.person();
    await choose(ada, 'Français', nowFrench);
    ada.say('/privacy');
    await ada.press('Effacer mes données');
    await ada.waitFor('Effacer vos données');
    await ada.press('Effacer mes données');
    await ada.waitFor('Vos données sont effacées');
    await expect.poll(() => menuOf(rig, ada, 'send')).toBe('Send money');
    ada.say('/help');
    await ada.waitFor('How it works');
  });

  it('gives staff the commands of people in their language beside their own', async () => {
    const rig = await openRig({ env: staffEnv });
    const sam = supportOf(rig);
    sam.start();
    await sam.waitFor('Send money home');
    await choose(sam, 'Français', nowFrench);
    sam.say('/cases');
    await sam.waitFor(/waits|No question|Nobody/i);
    await expect.poll(() => menuOf(rig, sam, 'send')).toBe('Envoyer de l’argent');
    await expect.poll(() => menuOf(rig, sam, 'cases')).toBe('Staff: questions of people');
  });
});

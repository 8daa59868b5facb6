/** What staff close, and whom they let begin nothing new; what people read, and what goes on. */
import { describe, expect, it } from 'vitest';
import { openRig } from '../../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../../support/staff.ts';
import { type goOn, walkTo, walkToDeposit, walkToQuote } from '../../support/walk.ts';

const sentence = 'The bank is closed until noon. <b>Sorry</b> @everybody';

describe('/pause and /resume', () => {
  it('close everything to new quotes at once, in the words of staff, and open it again', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    const ada = rig.person();
    const paused = await ask(grace, `/pause everything ${sentence}`);
    expect(paused.text).toContain('Paused for new quotes: Everything.');
    expect(grace.buttons()).toContain('Resume');
    ada.say('/send');
    const read = await ada.waitFor('paused');
    // What would become a link or a mention is parted by a sign that has no width.
    const plain = read.text?.replaceAll('\u2060', '');
    expect(plain).toContain('The bank is closed until noon. <b>Sorry</b> @everybody');
    const kinds = (read.entities ?? []).map(({ type }) => type);
    expect(kinds.filter((type) => type !== 'bold' && type !== 'bot_command')).toEqual([]);
    await grace.press('Resume');
    const resumed = await grace.waitFor('Open again: Everything');
    expect(resumed.text).toContain(`/pause everything The bank is closed`);
    await walkToQuote(ada);
  });

  it('hold for whoever is in the middle of it, and for a quote that nobody confirmed', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    const [ada, obi] = [rig.person(), rig.person('Obi')];
    await walkToQuote(ada);
    await walkTo(obi, 'amount');
    await ask(grace, `/pause NG:NGN ${sentence}`);
    await ada.press('Confirm');
    await ada.waitFor('The bank is closed until noon');
    expect(rig.chessa.orders()[0]?.status).toBe('created');
    obi.say('50000 NGN');
    await obi.waitFor('The bank is closed until noon');
    await obi.waitFor('Where is the money going');
    expect(rig.chessa.orders()).toHaveLength(1);

    await ask(grace, '/resume NG:NGN');
    await ada.press('Confirm');
    await ada.waitFor('Send exactly');
  });

  it('leave what is open alone', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    await ask(adminOf(rig), `/pause everything ${sentence}`);
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/has reached/);
  });

  it('take a network or an institution out of the lists, and say so there', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    await ask(grace, '/pause Solana Solana is slow today.');
    const ada = rig.person();
    await walkTo(ada, 'pay');
    await ada.waitFor('Paused for now: Solana is slow today.', { since: 'ever' });
    expect(ada.buttons().join()).not.toContain('Solana');
    expect(ada.buttons().join()).toContain('USDT on Tron');

    await ask(grace, '/resume solana');
    await ada.press('Back');
    await ada.waitFor('How much');
    ada.say('50000 NGN');
    await expect.poll(() => ada.buttons().join()).toContain('USDC on Solana');
    const bank = await ask(grace, '/pause Access Bank It is away until noon.');
    expect(bank.text).toContain('Access Bank in Nigeria, Nigerian Naira (NG · NGN).');
    expect(bank.text).toContain('“It is away until noon.”');
    const obi = rig.person('Obi');
    await walkTo(obi, 'bank');
    await obi.waitFor('Paused for now: It is away until noon.', { since: 'ever' });
    expect(obi.buttons().join()).not.toContain('Access Bank');
  });

  it('take names of several words, and say when what is offered is not known', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    const paused = await ask(grace, '/pause BNB Chain It is slow today.');
    expect(paused.text).toContain('Paused for new quotes: Whatever is paid on BNB Chain.');
    expect(paused.text).toContain('“It is slow today.”');
    expect((await ask(grace, '/resume bnb chain')).text).toContain('Open again: Whatever');
    await rig.stop();
    const blind = await openRig({ env: staffEnv });
    blind.chessa.next('status_503', { count: 200 });
    const other = adminOf(blind);
    const answer = await ask(other, '/pause NG:NGN We are away.');
    expect(answer.text).toContain('not known at this moment');
    expect(answer.text).toContain('Nothing was changed');
    expect((await ask(other, '/pause everything We are away.')).text).toContain('Paused for');
  }, 40_000);

  it('survive a restart, are listed with who paused them, and replace one another', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    await ask(grace, '/pause everything First words.');
    const again = await ask(grace, '/pause EVERYTHING Other words.');
    expect(again.text).toContain('Until now they read: “First words.”');
    await rig.restart();
    const sam = supportOf(rig);
    await ask(sam, '/admin');
    await sam.press('Pauses');
    const list = await sam.waitFor('Paused for new quotes');
    expect(list.text).toMatch(/Everything\n {2}.*by 5000\n {2}Other words\./);
    expect(list.reply_markup?.inline_keyboard ?? []).toEqual([]);
    const acts = await ask(grace, '/audit');
    expect(acts.text).toContain('pause:everything: Other words.');
  });

  it.each([
    ['/pause XX:YYY We are away.', /Nothing that is called XX:YYY can be paused/],
    ['/pause everything', /Say what people will read/],
    ['/pause everything ab', /Say what people will read/],
    [`/pause everything ${'x'.repeat(301)}`, /Say what people will read/],
    ['/resume everything', /is not paused/],
    ['/resume nonsense', /is not paused/],
  ])('%s: a sentence, and nothing changed', async (command, words) => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    const answer = await ask(grace, command);
    expect(answer.text).toMatch(words);
    expect(answer.text).toContain('Nothing was changed');
    expect((await ask(grace, '/pause')).text).toContain('nothing');
    expect((await ask(grace, '/audit')).text).toContain('nothing yet');
  });

  it('are not for support', async () => {
    const rig = await openRig({ env: staffEnv });
    const sam = supportOf(rig);
    for (const command of ['/pause everything We are away.', '/resume everything', '/pause']) {
      expect((await ask(sam, command)).text).toContain('Only those who are named in ADMIN_IDS');
    }
    expect((await ask(adminOf(rig), '/pause')).text).toContain('nothing');
  });
});

describe('/user', () => {
  it('tells about one person, their numbers masked', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    const answer = await ask(supportOf(rig), `/user ${ada.id}`);
    expect(answer.text).toContain(rig.chessa.order(orderId).shortId);
    expect(answer.text).toMatch(/A\. T\. O\. +Access Bank ••••6789/);
    expect(answer.text).not.toMatch(/OKAFOR|0123456789/);
    expect(
      answer.reply_markup?.inline_keyboard
        .flat()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Block');
  });

  it('tells of their open questions, and leads to them', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, sam] = [rig.person(), supportOf(rig)];
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    ada.say('Where is my money?');
    await ada.waitFor('We have your message');
    sam.say(`/user ${ada.id}`);
    const answer = await sam.waitFor('Open cases');
    expect(answer.text).toMatch(/Open cases\n[0-9a-f]{8} +open, no transfer, .* nobody has it/);
    await sam.press('Case ');
    await sam.waitFor('Where is my money?');
  });

  it.each(['', '0', '-5', 'ada', '999999', '9'.repeat(40), '1e3'])(
    'says in a sentence what is wrong with "%s"',
    async (typed) => {
      const rig = await openRig({ env: staffEnv });
      const answer = await ask(adminOf(rig), `/user ${typed}`);
      expect(answer.text).toMatch(/^(Write \/user|Nobody with the number)/);
    },
  );

  it('blocks with a reason: nothing new, while what is open is followed and told', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, grace] = [rig.person(), adminOf(rig)];
    const orderId = await walkToDeposit(rig, ada);
    await walkToQuote(ada);
    await ask(grace, `/user ${ada.id}`);
    await grace.press('Block');
    await grace.waitFor('Why is this person blocked');
    const blocked = await ask(grace, 'their bank asked us to');
    expect(blocked.text).toContain(`${ada.id} is blocked`);

    await ada.press('Confirm');
    const words = await ada.waitFor('You cannot begin a new transfer');
    expect(words.text).not.toContain('their bank asked');
    ada.say('/send');
    await ada.waitFor('You cannot begin a new transfer');
    rig.chessa.applyScenario(orderId, 'exact');
    await ada.waitFor(/has reached/);
    await ask(ada, '/transfers');

    const shown = await ask(grace, `/user ${ada.id}`);
    expect(shown.text).toMatch(/because +their bank asked us to/);
    await grace.press('Unblock');
    await grace.waitFor('Why is this person free');
    await ask(grace, 'all is well');
    await goOnSending(ada);
    const acts = (await ask(grace, '/audit')).text;
    expect(acts).toContain(`user:${ada.id}: their bank asked us to`);
    expect(acts).toContain('all is well');
  });

  it('ends in a quote no more for somebody who is blocked in the middle', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, grace] = [rig.person(), adminOf(rig)];
    await walkTo(ada, 'pay');
    await ask(grace, `/user ${ada.id}`);
    await grace.press('Block');
    await grace.waitFor('Why is this person blocked');
    await ask(grace, 'asked by their bank');
    await ada.press('USDC on Solana');
    await ada.waitFor('You cannot begin a new transfer');
    expect(rig.chessa.orders()).toEqual([]);
  });
});

async function goOnSending(ada: Parameters<typeof goOn>[0]): Promise<void> {
  ada.say('/send');
  await ada.waitFor(/₦50,000|To whom|Where is the money going|quote/i);
}

/** The panel, the list of what is stuck, and the record of acts. */
import { describe, expect, it } from 'vitest';
import { csvSteps } from '../../../src/bot/admin/audit.ts';
import { inSlices } from '../../../src/domain/paced.ts';
import { openRig } from '../../support/rig.ts';
import { adminOf, ask, staffEnv, supportOf } from '../../support/staff.ts';
import { walkToDeposit, walkToFailed } from '../../support/walk.ts';

describe('/admin', () => {
  it('tells the figures that matter, and refreshes in place', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    const panel = await ask(grace, '/admin');
    expect(panel.text).toMatch(/awaiting_deposit +0/);
    await walkToDeposit(rig, rig.person());
    await grace.press('Refresh');
    await grace.waitFor(({ message_id, text }) => {
      return message_id === panel.message_id && /awaiting_deposit +1/.test(text ?? '');
    });
    expect(grace.texts().at(-1)).toMatch(/provider +answers/);
    expect(grace.texts().at(-1)).toMatch(/budget chessa +\d+ of 600 a minute/);
    expect(grace.texts().at(-1)).toMatch(/store +\d+\.\d MB of \d+\.\d [MG]B\n/);
    expect(grace.texts().filter((text) => text.startsWith('Panel'))).toHaveLength(1);
  });

  it('leads to everything else', async () => {
    const rig = await openRig({ env: staffEnv });
    const sam = supportOf(rig);
    for (const [label, words] of [
      ['Pauses', 'Paused for new quotes'],
      ['Audit', 'What staff did'],
      ['Stuck', 'Nothing is stuck'],
      ['Cases', 'Nobody waits'],
      ['Stats', 'Figures of the last 7 days'],
    ] as const) {
      await ask(sam, '/admin');
      await sam.press(label);
      await sam.waitFor(words);
    }
    await ask(sam, '/admin');
    expect(sam.buttons()).not.toContain('Broadcast');
    const grace = adminOf(rig);
    await ask(grace, '/admin');
    await grace.press('Broadcast');
    await grace.waitFor('What shall people read');
    await grace.press('Leave it');
    await grace.waitFor('That question is closed');
  });

  it('finds an order and a person by what is typed, and asks again for what is not there', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const { shortId } = rig.chessa.order(await walkToDeposit(rig, ada));
    const sam = supportOf(rig);
    await ask(sam, '/admin');
    await sam.press('Order');
    await sam.waitFor('Which one?');
    expect((await ask(sam, 'ZZZZ9999')).text).toContain('There is no transfer');
    expect((await ask(sam, shortId)).text).toContain(`Order ${shortId}`);
    await ask(sam, '/admin');
    await sam.press('Person');
    await sam.waitFor('Who?');
    expect((await ask(sam, 'ada')).text).toContain('Nobody with the number');
    expect((await ask(sam, String(ada.id))).text).toContain(`Person ${ada.id}`);
  });

  it('counts questions that wait', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    ada.say('/support');
    await ada.waitFor('What can we help you with');
    ada.say('Where is my money?');
    await ada.waitFor('We have your message');
    const sam = supportOf(rig);
    sam.say('/admin');
    await sam.waitFor(/cases +1 wait, 0 answered/);
  });
});

describe('/stuck', () => {
  it('says so when nothing is', async () => {
    const rig = await openRig({ env: staffEnv });
    expect((await ask(supportOf(rig), '/stuck')).text).toContain('Nothing is stuck');
  });

  it('is worked off one by one, oldest first', async () => {
    const rig = await openRig({ env: staffEnv });
    const [ada, obi] = [rig.person(), rig.person('Obi')];
    const first = rig.chessa.order(await walkToFailed(rig, ada)).shortId;
    const second = rig.chessa.order(await walkToFailed(rig, obi)).shortId;
    const grace = adminOf(rig);
    const list = await ask(grace, '/stuck');
    expect(list.text).toContain('1 of 2');
    expect(list.text).toContain(first);
    expect(list.text).toContain('not paid out, no refund address');
    await grace.press('Next');
    await grace.waitFor(({ text }) => text?.includes(second) ?? false);
    expect(grace.buttons()).toEqual([`Order ${second}`, 'Refresh', '‹ Before']);
    await grace.press(`Order ${second}`);
    await grace.waitFor(new RegExp(`Order ${second} · failed`));
  });

  it('names people who cannot be told', async () => {
    const rig = await openRig({ env: staffEnv });
    const ada = rig.person();
    const orderId = await walkToDeposit(rig, ada);
    ada.block();
    rig.chessa.applyScenario(orderId, 'exact');
    const grace = adminOf(rig);
    await expect
      .poll(async () => (await ask(grace, '/stuck')).text, { timeout: 10_000 })
      .toContain('cannot be reached');
    expect((await ask(grace, '/admin')).text).toMatch(/unreachable +1/);
  });
});

describe('/audit', () => {
  it('is turned in pages, and is given as a file to those who act', async () => {
    const rig = await openRig({ env: staffEnv });
    const grace = adminOf(rig);
    for (let n = 0; n < 14; n += 1) {
      await ask(grace, `/pause everything =${n} words`);
    }
    const newest = await ask(grace, '/audit');
    expect(newest.text).toContain('=13 words');
    expect(newest.text).not.toContain('=0 words');
    await grace.press('Older');
    await grace.waitFor(({ text }) => text?.includes('=0 words') ?? false);
    await ask(grace, '/audit');
    await grace.press('Export as CSV');
    await grace.waitFor(({ document }) => document?.file_name === 'audit.csv');
    expect((await ask(grace, '/audit')).text).toContain('export_audit');
    expect(
      (await ask(supportOf(rig), '/audit')).reply_markup?.inline_keyboard
        .flat()
        .map(({ text }) => text),
    ).toEqual(['Older']);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '"=1', 'it\'s, "so"\n=x'])(
    'makes %j harmless in the file',
    async (why) => {
      const act = { seq: 1, id: '1', atMs: 0, byUserId: 7, act: 'note', about: 'user:1', why };
      const [, row = ''] = (await inSlices(csvSteps([act]))).split('\r\n');
      const cell = row.slice(row.lastIndexOf(',"', row.indexOf('user:1') + 10) + 1);
      expect(cell).toMatch(/^"/);
      const value = cell.slice(1, -1).replaceAll('""', '"');
      expect(value.endsWith(why)).toBe(true);
      expect(value).not.toMatch(/^\s*[=+\-@\t\r]/);
    },
  );
});

/** `/admin`: the figures that matter now, refreshed in place; nothing is scanned for them. */
import { ignoringStale } from '../../flows/ask.ts';
import { replacePressed, reply } from '../context.ts';
import type { StaffPart } from './desk.ts';
import { createPanelView, type PanelViewDeps } from './panel-view.ts';

/** Makes `/admin`. Whoever calls it is staff. */
export function createStaffPanel(deps: PanelViewDeps): StaffPart {
  const view = createPanelView(deps);

  return {
    commands: {
      admin: async (ctx, _, { role }) => reply(ctx, ctx.messages.staff.panel(await view(role))),
    },
    presses: {
      async panel(ctx, _, { role }) {
        const screen = ctx.messages.staff.panel(await view(role));
        await ignoringStale(() => replacePressed(ctx, screen));
      },
    },
  };
}

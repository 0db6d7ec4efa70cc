import type { Page } from 'playwright';

/** A second tab beside the one that owns the terminal, in the same browser. Waits until it shows the owner's snapshot. */
export async function openGuestTab(owner: Page, address: string): Promise<Page> {
  const page = await owner.context().newPage();
  await page.goto(address);
  await page
    .getByText(/another tab|other tab/i)
    .first()
    .waitFor();
  return page;
}

/** Kills the tab's process, as a crash does: no handler runs. */
export async function crashTab(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  // This command gets no answer.
  devTools.send('Page.crash').catch(() => {});
  await crashed;
}

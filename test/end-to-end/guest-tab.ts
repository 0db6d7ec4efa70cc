import type { Page } from 'playwright';

/** A second tab beside the one that owns the terminal, in the same browser. Waits until it shows the owner's picture. */
export async function openGuestTab(owner: Page, address: string): Promise<Page> {
  const page = await owner.context().newPage();
  await page.goto(address);
  await page
    .getByText(/another tab|other tab/i)
    .first()
    .waitFor();
  return page;
}

/** The tab's process dies, as by a crash: no handler runs. */
export async function crashTab(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  // The answer to this command never comes.
  devTools.send('Page.crash').catch(() => {});
  await crashed;
}

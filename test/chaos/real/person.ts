import type { RealPlan } from './real-plan.ts';
import type { RealShop } from './real-shop.ts';

/** Acts as a person who reads the ticket and resolves the payment on the screen. True once the decision is recorded. */
export async function resolveOnScreen(
  { browser, sidecar, terminal }: RealShop,
  plan: RealPlan,
): Promise<boolean> {
  const { page } = browser;
  await page.goto(`${sidecar.origin}/#/payments/needs`);
  const row = page.getByRole('listitem').filter({ hasText: plan.orderId });
  const open = row.getByRole('button', { name: 'Check the ticket' });
  // A late answer may have settled the payment meanwhile.
  const shown = await open.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (!shown) return false;
  await open.click();
  await page.getByRole('figure').getByText(plan.orderId).waitFor();
  const paid = terminal.charges(plan.amountMinor) > 0;
  await page.getByRole('button', { name: paid ? /^Paid/ : /^Not paid/ }).click();
  await page.getByLabel('Your initials or your name').fill('Ana');
  await page.getByRole('button', { name: paid ? 'Record as paid' : 'Record as not paid' }).click();
  await page.getByText(paid ? 'is recorded as paid' : 'is recorded as not paid').waitFor();
  return true;
}

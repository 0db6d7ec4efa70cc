import type { RealPlan } from './real-plan.ts';
import type { RealShop } from './real-shop.ts';

/** Acts as a person who reads the ticket and resolves the payment on the screen. True once the decision is recorded. */
export async function resolveOnScreen(
  { browser, sidecar, terminal }: RealShop,
  plan: RealPlan,
): Promise<boolean> {
  const { page } = browser;
  await page.goto(`${sidecar.origin}/#/payments/needs`);
  const open = page.getByRole('button', { name: `Order ${plan.orderId}` });
  // A late answer may have settled the payment meanwhile.
  const shown = await open.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (!shown) return false;
  await open.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(plan.orderId).waitFor();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const paid = terminal.charges(plan.amountMinor) > 0;
  await dialog.getByLabel(paid ? 'The ticket says paid' : 'Not paid, or no ticket').check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Your name or initials').fill('Ana');
  await dialog.getByLabel('What did you see?').fill('the ticket');
  await dialog.getByRole('button', { name: paid ? 'Record as paid' : 'Record as not paid' }).click();
  await dialog.waitFor({ state: 'detached' });
  return true;
}

// Paper: a printer that stands still, one paper of its queue, a label seen large, what a printer can do.
import { expect } from '../host';
import type { Walk } from './desk';

export const printing: Walk = async (desk) => {
  const { page, at, seen, peek } = desk;
  await desk.practise();
  await desk.ship((await desk.ready()).slice(0, 12), 'few');
  await desk.go('batches');
  await expect(at('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await at('print-labels').click();
  await at('printer-sheet').getByRole('radio').nth(2).check();
  await at('printer-use').click();
  await expect(at('print-job').first()).toHaveAttribute('data-state', 'waiting', { timeout: 20_000 });
  await at('print-sheets').click();
  await peek('sheets');

  await desk.go('print');
  await expect(at('queue-why')).toBeVisible();
  await at('print-row').first().click();
  await expect(at('chosen-paper')).toBeVisible();
  await expect(at('toast')).toHaveCount(0, { timeout: 20_000 });
  await seen('print-standing');
  await at('one-enlarge').click();
  await expect(at('zoom-picture')).toBeVisible();
  await peek('label-zoom');
  await at('one-move').click();
  await peek('print-move-one');

  await desk.go('settings');
  await page.locator('[data-testid=printer-setup]').first().click();
  await at('setup-paper').selectOption('a4');
  await expect(at('setup-doubt')).toBeVisible();
  await peek('printer-setup');
};

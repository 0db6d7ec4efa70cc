import { isGeneratedOrderId } from '../../core/order-id.ts';
import { maxSalesCompared } from '../../core/records/same-sale.ts';
import { parseLineHead } from './record-line.ts';

/**
 * Maximum number of lines that are read. If all tills send numbers, there is no such payment, and the start must not read all
 * lines.
 */
const maxLines = 20_000;

/**
 * The orders of the newest payments whose tills sent no number, newest first. The place of a line in the files counts, not its
 * time, because the clock may have been set.
 */
export async function newestUnnumbered(newestFirst: AsyncIterable<string>): Promise<string[]> {
  const found = new Set<string>();
  let lines = 0;
  for await (const text of newestFirst) {
    const line = parseLineHead(text);
    if (line?.kind === 'payment' && isGeneratedOrderId(line.record.orderId)) found.add(line.record.orderId);
    lines += 1;
    if (found.size === maxSalesCompared || lines === maxLines) break;
  }
  return [...found];
}

/**
 * Runs in the page: copies one real payment and its delivered notification until there are `count`, spread evenly over the
 * three years before it. Writes in pieces, so that the browser's own log of changes stays small; the next piece is requested
 * while the last one is written. Returns false, and does nothing, until the notification is stored as delivered, because
 * its copies would differ from the product's records.
 */
export const grow = async (count: number): Promise<boolean> => {
  const years = 3 * 365 * 86_400_000;
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('hipay-ecr-connector'));
  const both = ['payments', 'notifications'];
  const reading = database.transaction(both);
  const [[payment], [notification]] = await Promise.all([
    done(reading.objectStore('payments').getAll(null, 1)),
    done(reading.objectStore('notifications').getAll(null, 1)),
  ]);
  if (notification?.state !== 'delivered') {
    database.close();
    return false;
  }
  const write = (from: number): Promise<void> => {
    const tx = database.transaction(both, 'readwrite', { durability: 'relaxed' });
    const [payments, notifications] = [tx.objectStore('payments'), tx.objectStore('notifications')];
    for (let number = from; number < Math.min(count, from + 2000); number++) {
      const orderId = `Grown_${String(number).padStart(7, '0')}`;
      const createdAt = payment.createdAt - Math.floor(((count - number) / count) * years);
      const request = { ...payment.request, orderId };
      payments.add({ ...payment, paymentId: orderId, orderId, request, createdAt, updatedAt: createdAt });
      const ids = { entryId: orderId, paymentId: orderId, orderId };
      notifications.add({ ...notification, ...ids, createdAt, deliveredAt: createdAt });
    }
    return new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
  };
  let previous: Promise<void> = Promise.resolve();
  for (let from = 0; from < count; from += 2000) {
    const begun = write(from);
    await previous;
    previous = begun;
  }
  await previous;
  database.close();
  return true;
};

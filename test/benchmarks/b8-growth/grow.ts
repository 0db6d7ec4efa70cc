/**
 * Runs in the page: copies one real payment and its notification, delivered, until there are `count`, spread evenly over
 * the three years before it. In pieces, so that the browser's own log of changes stays small.
 */
export const grow = (count: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const years = 3 * 365 * 86_400_000;
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const both = ['payments', 'notifications'];
      const reading = database.transaction(both);
      const payments = reading.objectStore('payments').getAll(null, 1);
      const notifications = reading.objectStore('notifications').getAll(null, 1);
      reading.oncomplete = () => {
        const [payment] = payments.result;
        const [notification] = notifications.result;
        const last = payment.createdAt;
        const piece = (from: number) => {
          if (from >= count) {
            database.close();
            resolve(count);
            return;
          }
          const tx = database.transaction(both, 'readwrite', { durability: 'relaxed' });
          for (let number = from; number < Math.min(count, from + 2000); number++) {
            const orderId = `Grown_${String(number).padStart(7, '0')}`;
            const createdAt = last - Math.floor(((count - number) / count) * years);
            tx.objectStore('payments').put({
              ...payment,
              paymentId: orderId,
              orderId,
              request: { ...payment.request, orderId },
              createdAt,
              updatedAt: createdAt,
            });
            tx.objectStore('notifications').put({
              ...notification,
              entryId: orderId,
              paymentId: orderId,
              orderId,
              createdAt,
              state: 'delivered',
              deliveredAt: createdAt,
            });
          }
          tx.onerror = () => reject(tx.error);
          tx.oncomplete = () => piece(from + 2000);
        };
        piece(0);
      };
    };
  });

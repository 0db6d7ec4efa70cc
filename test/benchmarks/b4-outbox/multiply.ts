/** Runs in the page: copies the one pending notification of a real payment until there are `count`. */
export const multiply = (count: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onsuccess = () => {
      const tx = opening.result.transaction('notifications', 'readwrite');
      const store = tx.objectStore('notifications');
      const all = store.getAll();
      all.onsuccess = () => {
        const [first] = all.result;
        for (let number = 1; number < count; number++) {
          const orderId = `Many_${String(number).padStart(5, '0')}`;
          const fields = first.fields.map(([name, value]: [string, string]) => [
            name,
            name === 'orderid'
              ? orderId
              : name === 'custom_data'
                ? JSON.stringify({ _reporting_data_3: orderId })
                : value,
          ]);
          // The copies are older than the real notification, so that none is in the future.
          const createdAt = first.createdAt - count + number;
          store.put({
            ...first,
            entryId: orderId,
            paymentId: orderId,
            orderId,
            fields,
            createdAt,
            // Never tried: the benchmark measures sending.
            attempts: 0,
            mayHaveArrived: false,
            nextAttemptAt: 0,
          });
        }
      };
      tx.oncomplete = () => resolve(opening.result.close());
      tx.onerror = () => reject(tx.error);
    };
  });

/** Runs in the page: returns the form of the real notification, for contestants that send it unchanged. */
export const formOfFirst = (): Promise<[string, string][]> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('notifications').objectStore('notifications').getAll(null, 1);
      all.onsuccess = () => resolve(all.result[0].fields);
    };
  });

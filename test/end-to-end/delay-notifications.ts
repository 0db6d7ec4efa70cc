/** Runs in the page: the next try of every pending notification is in 15 minutes, as after a long outage. */
export const delayNotifications = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('notifications', 'readwrite');
      const store = tx.objectStore('notifications');
      const all = store.getAll();
      all.onsuccess = () => {
        for (const entry of all.result) {
          if (entry.state === 'pending') store.put({ ...entry, nextAttemptAt: Date.now() + 900_000 });
        }
      };
      tx.oncomplete = () => resolve(opening.result.close());
      tx.onerror = () => reject(tx.error);
    };
  });

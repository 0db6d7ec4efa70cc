/** Runs in the page: everything that this origin has stored, as text. Bytes are decoded as Latin-1. */
export async function storedText(): Promise<string> {
  const readable = (_: string, value: unknown): unknown => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer);
      return String.fromCharCode(...bytes);
    }
    return value instanceof CryptoKey ? `key, extractable ${value.extractable}` : value;
  };
  const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await resultOf(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      parts.push(await resultOf(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) parts.push(url);
  }
  return JSON.stringify(parts, readable);
}

const patienceMs = 10_000;

/** Rejects where the other side does not answer: who looks for what is broken must not wait for it. */
export function inTime<Value>(asked: Promise<Value>, ms = patienceMs): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The listeners for the end of a channel. Each is called once. One that is added after the end is called a moment later. */
export function closeListeners() {
  let waiting: (() => void)[] | undefined = [];
  return {
    add(listener: () => void): void {
      if (waiting) waiting.push(listener);
      else void Promise.resolve().then(listener);
    },
    end(): void {
      const ended = waiting ?? [];
      waiting = undefined;
      for (const listener of ended) listener();
    },
  };
}

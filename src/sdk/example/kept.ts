/** A value of this till that outlives a reload. */
export class Kept<Value> {
  constructor(
    private readonly storage: Storage,
    private readonly key: string,
    private readonly first: () => Value,
  ) {}

  get(): Value {
    const text = this.storage.getItem(this.key);
    return text === null ? this.first() : JSON.parse(text);
  }

  set(value: Value): void {
    this.storage.setItem(this.key, JSON.stringify(value));
  }
}

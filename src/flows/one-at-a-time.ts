/**
 * Tasks that read a record and write it back, one after the other: a person's decision and the terminal's late answer
 * may come in the same moment, and neither may overwrite the other unseen.
 */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => {});
    return done;
  }
}

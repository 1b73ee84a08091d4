/**
 * Lets a few jobs run at once and the rest wait in order. A job counts as running until its promise settles, so the
 * limit holds however it ends.
 */
export class PrintQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Runs the job when there is room. Rejects with `tooLate()` when `patience` resolves first, and then never runs it. */
  async run<T>(job: () => Promise<T>, patience: Promise<unknown>, tooLate: () => Error): Promise<T> {
    await this.enter(patience, tooLate);
    try {
      return await job();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private enter(patience: Promise<unknown>, tooLate: () => Error): Promise<void> {
    if (this.running < this.limit) {
      this.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        this.running += 1;
        resolve();
      };
      this.waiting.push(admit);
      void patience.then(() => {
        const place = this.waiting.indexOf(admit);
        if (place === -1) return;
        this.waiting.splice(place, 1);
        reject(tooLate());
      });
    });
  }
}

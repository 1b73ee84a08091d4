/** A promise that resolves when the time is up, unless cancelled before: then it never settles. */
export function patienceOf(limitMs: number): { ends: Promise<void>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const ends = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(limitMs, 0));
  });
  return {
    ends,
    cancel: () => {
      clearTimeout(timer);
    },
  };
}

/** The promise's result, or a rejection after the time is up. */
export async function within<T>(budgetMs: number, promise: Promise<T>): Promise<T> {
  const patience = patienceOf(budgetMs);
  promise.catch(() => undefined);
  const late = patience.ends.then(() => {
    throw new Error('ran out of time');
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    patience.cancel();
  }
}

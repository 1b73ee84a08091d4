/** `1 - Critical` or `1`: the digit, from 1 (worst) to 5. */
export function priorityDigit(priority: string | undefined): number | undefined {
  const digit = /^([1-5])\b/.exec(priority ?? '')?.[1];
  return digit === undefined ? undefined : Number(digit);
}

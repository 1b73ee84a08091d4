/** `11 of 13`. */
export function countWords(met: number, opportunities: number): string {
  return `${String(met)} of ${String(opportunities)}`;
}

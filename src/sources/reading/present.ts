/**
 * The members that hold something: an API says null, or an empty text, where it has nothing; a record leaves the member out.
 * Values keep their type, so numbers and lists may stand beside text.
 */
export function present<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

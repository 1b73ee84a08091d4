/** Every file of the example organisation by name, the same bytes each time. */
export function generate(): Record<string, string>;

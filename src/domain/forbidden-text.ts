/** NUL cannot be stored as text everywhere, lone surrogates cannot be encoded: both are refused. */
export const FORBIDDEN_TEXT = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The first field that is named with such text or holds it at any depth; undefined when all text can be kept. */
export function fieldWithForbiddenText(fields: object): string | undefined {
  const found = Object.entries(fields).find(([name, value]) => FORBIDDEN_TEXT.test(name) || holdsForbiddenText(value));
  return found?.[0];
}

function holdsForbiddenText(value: unknown): boolean {
  if (typeof value === 'string') return FORBIDDEN_TEXT.test(value);
  return typeof value === 'object' && value !== null && fieldWithForbiddenText(value) !== undefined;
}

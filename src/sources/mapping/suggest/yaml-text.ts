const PLAIN = /^[A-Za-z_][\w ./()-]*$/;

/** Words that YAML takes for something else, in one version of it or another. */
const SPECIAL = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

/** A text as YAML reads it back. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !SPECIAL.test(text) && text.trim() === text) return text;
  // Line breaks and control characters need the escapes that JSON and YAML share.
  return /[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text)
    ? JSON.stringify(text)
    : `'${text.replaceAll("'", "''")}'`;
}

/** A list in one line. */
export function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(', ')}]`;
}

/** Whether a mapping can name the column at all: these characters mean something else at the beginning of a path, or in it. */
export function canName(column: string): boolean {
  return column.trim() !== '' && !/^[=^]|[{}]/.test(column.trim()) && column.trim() !== '.';
}

/** Text as XML and HTML show it literally, quotes included; characters XML cannot hold become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The text as a CSS string. Anything but letters, digits and spaces goes in by number, so no text can end the string or the style. */
export function cssString(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `);
  return `"${escaped}"`;
}

/** The address when it is http or https, else undefined: nothing else becomes a link. A document made by hand may hold anything. */
export function webAddress(url: unknown): string | undefined {
  if (typeof url !== 'string' || !/^https?:\/\/[^\s]/iu.test(url)) return undefined;
  return URL.canParse(url) ? url : undefined;
}

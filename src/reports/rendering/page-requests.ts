/** Whether a request stays inside the page: an image or font spelled out as `data:`. A `data:` document is a page of its own. */
export function isInline(url: string, resourceType: string): boolean {
  return /^data:/i.test(url) && resourceType !== 'document';
}

/** Names a request without repeating its address, which may carry what it meant to smuggle out. */
export function nameOfRequest(url: string, resourceType: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? 'an unknown scheme';
  const article = /^[aeiou]/i.test(resourceType) ? 'an' : 'a';
  return `${article} ${resourceType} over ${scheme}`;
}

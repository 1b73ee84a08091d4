import { parseHTML } from 'linkedom';

export interface ParsedElement {
  readonly tagName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<ParsedElement>;
}

/** The chart as a reader of the page would meet it: the one `svg` element of a document. */
export function parseSvg(markup: string): ParsedElement {
  const { document } = parseHTML(`<!doctype html><html><body>${markup}</body></html>`) as unknown as {
    document: { body: ParsedElement & { children: ArrayLike<ParsedElement> } };
  };
  const [svg, ...others] = Array.from(document.body.children);
  if (svg === undefined || others.length > 0) throw new Error('the markup is not one element');
  return svg;
}

export function all(svg: ParsedElement, selector: string): ParsedElement[] {
  return [...svg.querySelectorAll(selector)];
}

export function numberOf(element: ParsedElement | undefined, attribute: string): number {
  const value = element?.getAttribute(attribute);
  if (value === undefined || value === null) throw new Error(`there is no ${attribute}`);
  return Number(value);
}

export const THEME = {
  ink: '#111111',
  muted: '#666666',
  accent: '#772211',
  hairline: '#cccccc',
  paper: '#ffffff',
  sans: "'Source Sans 3', sans-serif",
};

/** Labels that try to be markup. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><image href="http://127.0.0.1/x"/>',
  "</text></svg><iframe src='file:///etc/passwd'>",
  '&lt;b&gt; {{name}} ]]>',
  'nul\u0000 and half \uD800 a pair',
];

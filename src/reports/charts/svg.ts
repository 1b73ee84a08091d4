import { escapeXml } from '../rendering/escaping.js';

/** Colours as CSS colours, typefaces as family names or stacks. Charts print in grey as well: shapes carry the meaning. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly hairline: string;
  readonly paper: string;
  /** For labels and numbers. */
  readonly sans: string;
}

/** Attribute values; numbers are rounded to a hundredth of a pixel, undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One SVG element. Children are finished markup, so text goes through {@link escapeXml} or {@link svgText} first. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text at its baseline. `font-size` is in pixels. */
export function svgText(text: string, attributes: Attributes): string {
  return element('text', attributes, [escapeXml(text)]);
}

/** What every chart is wrapped in: an image with a text equivalent, `height` pixels high. */
export function chart(
  size: { readonly width: number; readonly height: number },
  equivalent: string,
  theme: ChartTheme,
  children: readonly string[],
): string {
  const { width, height } = size;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width,
      height,
      role: 'img',
      'aria-label': equivalent,
      'font-family': theme.sans,
      fill: theme.ink,
    },
    [`<title>${escapeXml(equivalent)}</title>`, ...children],
  );
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

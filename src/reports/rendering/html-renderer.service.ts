import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import type { PacketDocument } from '../packet/packet-document.js';
import { cssString, webAddress } from './escaping.js';
import { type PacketCharts, packetView } from './packet-view.js';

const VIEWS = join(import.meta.dirname, '..', '..', '..', 'views');

/** The page may show what it holds, and reach nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Everything a page needs besides the document: all of it ends up inside the page. */
export interface PageParts {
  /** `@font-face` rules with `data:` sources. */
  readonly fontCss: string;
  readonly charts: PacketCharts;
}

type View = (context: Record<string, unknown>) => string;

/**
 * Lays report documents out as HTML. The views know no helper but the ones below, print every value as text, and fail
 * on a value that is not there rather than print nothing.
 */
@Injectable()
export class HtmlRendererService {
  private readonly handlebars = Handlebars.create();
  private readonly css = readFileSync(join(VIEWS, 'styles', 'packet.css'), 'utf8');
  private readonly packet: View;

  constructor() {
    this.handlebars.registerHelper('svg', (drawing: string) => new Handlebars.SafeString(drawing));
    this.handlebars.registerHelper('css', (sheet: string) => new Handlebars.SafeString(sheet));
    this.handlebars.registerHelper('webAddress', (url: unknown) => webAddress(url) ?? '');
    this.packet = this.viewsIn('packet', 'packet.hbs');
  }

  /** The packet as one page that needs nothing else. */
  packetPage(document: PacketDocument, { fontCss, charts }: PageParts): string {
    const footer = `@page { @bottom-left { content: ${cssString(document.footer)}; } }`;
    return this.packet({
      ...packetView(document, charts),
      policy: POLICY,
      css: [fontCss, this.css, footer].join('\n'),
    });
  }

  private viewsIn(folder: string, main: string): View {
    const options = {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: { svg: true, css: true, webAddress: true },
    };
    for (const file of readdirSync(join(VIEWS, folder))) {
      const source = readFileSync(join(VIEWS, folder, file), 'utf8');
      if (file === main) continue;
      this.handlebars.registerPartial(file.replace(/\.hbs$/u, ''), this.handlebars.compile(source, options));
    }
    return this.handlebars.compile(readFileSync(join(VIEWS, folder, main), 'utf8'), options);
  }
}

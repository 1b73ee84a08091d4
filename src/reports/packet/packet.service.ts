import { Injectable } from '@nestjs/common';
import { FontFacesService } from '../rendering/font-faces.service.js';
import { HtmlRendererService } from '../rendering/html-renderer.service.js';
import { packetCharts } from '../rendering/packet-charts.js';
import { PdfPrinterService } from '../rendering/pdf-printer.service.js';
import type { PacketDocument } from './packet-document.js';

/** Prints packets. */
@Injectable()
export class PacketService {
  constructor(
    private readonly renderer: HtmlRendererService,
    private readonly fonts: FontFacesService,
    private readonly printer: PdfPrinterService,
  ) {}

  /** The packet as one HTML page that needs nothing else: typefaces, charts and styles are in it. */
  html(document: PacketDocument): Promise<string> {
    const charts = packetCharts(document);
    const fontCss = this.fonts.cssFor(JSON.stringify(document));
    return Promise.resolve(this.renderer.packetPage(document, { fontCss, charts }));
  }

  /** The packet as a PDF; the same document gives the same bytes. Throws RENDER_UNAVAILABLE where no browser starts. */
  async pdf(document: PacketDocument): Promise<Uint8Array> {
    const html = await this.html(document);
    return this.printer.print(html, { title: document.title, createdAt: document.generated.at });
  }
}

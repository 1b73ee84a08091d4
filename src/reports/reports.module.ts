import { Module } from '@nestjs/common';
import { PacketService } from './packet/packet.service.js';
import { BrowserFinderService } from './rendering/browser-finder.service.js';
import { BrowserScratchService } from './rendering/browser-scratch.service.js';
import { FontFacesService } from './rendering/font-faces.service.js';
import { HtmlRendererService } from './rendering/html-renderer.service.js';
import { PdfPrinterService } from './rendering/pdf-printer.service.js';

/** Reports: laid out as HTML and printed as PDF. */
@Module({
  providers: [
    BrowserFinderService,
    BrowserScratchService,
    FontFacesService,
    HtmlRendererService,
    PacketService,
    PdfPrinterService,
  ],
  exports: [PacketService, PdfPrinterService],
})
export class ReportsModule {}

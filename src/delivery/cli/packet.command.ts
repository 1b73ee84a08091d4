import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';
import type { PacketDocument } from '../../reports/packet/packet-document.js';
import { PacketService } from '../../reports/packet/packet.service.js';
import { packetFileName } from '../file-names.js';
import { InputFilesService } from '../input-files.service.js';
import { ReviewService } from '../review.service.js';
import { safeForTerminal } from '../terminal-text.js';
import type { PacketOptions } from './command-line.js';
import { SessionService } from './session.service.js';

const FORMATS = ['pdf', 'html', 'json'] as const;

type Format = (typeof FORMATS)[number];

@Injectable()
export class PacketCommand {
  constructor(
    private readonly reviews: ReviewService,
    private readonly packets: PacketService,
    private readonly session: SessionService,
    private readonly inputs: InputFilesService,
  ) {}

  async run(person: string, options: PacketOptions): Promise<void> {
    const format = formatOf(options);
    const note = options.note === undefined ? undefined : await this.readNote(options.note);
    const document = await this.reviews.packet(person, {
      ...options,
      note,
      preparedBy: options.by,
      bySubject: options.self,
    });
    const path = options.out ?? packetFileName(document.person, format);
    this.session.progress('Printing ...');
    const content = await this.render(document, format);
    await this.session.save(path, content);
    this.session.progress('');
    this.session.print(safeForTerminal(`Wrote ${path}`));
  }

  async render(document: PacketDocument, format: Format): Promise<Uint8Array | string> {
    if (format === 'pdf') return this.packets.pdf(document);
    if (format === 'html') return this.packets.html(document);
    return `${JSON.stringify(document, null, 2)}\n`;
  }

  private async readNote(path: string): Promise<string> {
    await this.inputs.open(path);
    return (await readFile(path, 'utf8')).trim();
  }
}

function formatOf({ format, out }: PacketOptions): Format {
  const ending = out === undefined ? undefined : extname(out).slice(1).toLowerCase();
  const meant = format ?? FORMATS.find((one) => one === ending);
  if (meant !== undefined) return meant;
  if (out === undefined) return 'pdf';
  throw new Problem('USAGE', `"${out}" ends in none of .pdf, .html or .json. Add an ending, or give --format.`);
}

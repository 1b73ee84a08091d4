import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assemblePacket } from '../../../../src/reports/packet/assemble-packet.js';
import { packetDocumentSchema } from '../../../../src/reports/packet/packet-document.js';
import { halfYear } from '../../../builders/half-year.js';

const GOLDEN = join(import.meta.dirname, '..', '..', '..', 'golden', 'packet.json');

describe('the packet of a full half year', () => {
  const document = assemblePacket(halfYear());
  const printed = `${JSON.stringify(document, null, 2)}\n`;

  it('is the golden document, word for word', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, printed);
    expect(printed).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('survives its own schema and JSON unchanged', () => {
    expect(packetDocumentSchema.parse(JSON.parse(printed))).toEqual(document);
  });

  it('comes out the same, byte for byte, when assembled again', () => {
    expect(`${JSON.stringify(assemblePacket(halfYear()), null, 2)}\n`).toBe(printed);
  });
});

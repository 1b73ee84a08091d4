import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MapSuggestCommand } from '../../../src/delivery/cli/map-suggest.command.js';
import { SessionService } from '../../../src/delivery/cli/session.service.js';
import { InputFilesService } from '../../../src/delivery/input-files.service.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';

class HeardSession extends SessionService {
  readonly printed: string[] = [];
  readonly remarks: string[] = [];

  override print(text: string): void {
    this.printed.push(text);
  }

  override remark(text: string): void {
    this.remarks.push(text);
  }
}

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-suggest-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function suggest(name: string, bytes: Uint8Array | string): Promise<HeardSession> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const session = new HeardSession();
  await new MapSuggestCommand(new InputFilesService(), session).run(path);
  return session;
}

const SHEET = 'Ref;Title;Opened\nS-1;Checkout down;25/03/2026 09:30\n';

describe('sevidence map suggest', () => {
  it('prints a mapping alone, so that it can be saved, and says beside it what to do next', async () => {
    const { printed, remarks } = await suggest('sheet.csv', SHEET);
    expect(parseMapping(printed.join('\n'), 'suggested.yaml')).toMatchObject({ source: 'sheet' });
    expect(remarks.join('\n')).toContain('--map FILE.yaml --dry-run');
  });

  it('reads what a spreadsheet saved as UTF-16', async () => {
    const { printed } = await suggest('wide.csv', Buffer.from(`\uFEFF${SHEET}`, 'utf16le'));
    expect(printed.join('\n')).toContain('title: Title');
  });

  it('looks at the beginning of a large file only', async () => {
    const { printed } = await suggest('large.csv', SHEET + 'S-2;Search slow;26/03/2026 09:30\n'.repeat(100_000));
    expect(parseMapping(printed.join('\n'), 'suggested.yaml').tables).toHaveLength(1);
  });

  it('says of a file without rows that there is nothing to map', async () => {
    await expect(suggest('numbers.json', '[1, 2, 3]')).rejects.toMatchObject({ code: 'FILE_TYPE_UNSUPPORTED' });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Where uploads lie while they are imported: a folder that only this account can look into, gone when the service ends. */
@Injectable()
export class UploadsService implements OnModuleDestroy {
  private made: string | undefined;

  /** The folder; made on first use, so that a command that serves nothing leaves nothing. */
  folder(): string {
    this.made ??= mkdtempSync(join(tmpdir(), 'sevidence-uploads-'));
    return this.made;
  }

  onModuleDestroy(): void {
    if (this.made !== undefined) rmSync(this.made, { recursive: true, force: true });
    this.made = undefined;
  }
}

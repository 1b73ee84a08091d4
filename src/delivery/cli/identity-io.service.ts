import { Injectable } from '@nestjs/common';
import { ClockService } from '../clock.service.js';
import { InputFilesService } from '../input-files.service.js';
import { safeForTerminal } from '../terminal-text.js';
import type { ByOption } from './identity-options.js';
import { SessionService } from './session.service.js';

/** What deciding from the command line needs of the world. */
@Injectable()
export class IdentityIo {
  constructor(
    private readonly clock: ClockService,
    private readonly inputs: InputFilesService,
    private readonly session: SessionService,
  ) {}

  decider({ by }: ByOption): { readonly by: string; readonly now: string } {
    return { by, now: this.clock.now() };
  }

  open(path: string): ReturnType<InputFilesService['open']> {
    return this.inputs.open(path, path);
  }

  print(text: string): void {
    this.session.print(text);
  }

  /** What was decided, and how to take it back. */
  tell({ format }: ByOption, decided: { readonly decision: number }, sentence: string): void {
    const undo = `Decision ${String(decided.decision)}; \`sevidence decisions undo ${String(decided.decision)}\` takes it back.`;
    this.print(format === 'json' ? JSON.stringify(decided, null, 2) : `${safeForTerminal(sentence)} ${undo}`);
  }
}

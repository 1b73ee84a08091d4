import { Injectable } from '@nestjs/common';
import { LedgerService } from '../../ledger/ledger.service.js';
import { SessionService } from './session.service.js';

@Injectable()
export class LedgerCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly session: SessionService,
  ) {}

  async digest(): Promise<void> {
    this.session.print(await this.ledger.read((snapshot) => snapshot.digest()));
  }

  async migrate(): Promise<void> {
    await this.ledger.migrate();
    this.session.print('The ledger is at the schema of this version.');
  }
}

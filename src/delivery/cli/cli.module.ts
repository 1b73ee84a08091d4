import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery.module.js';
import { DemoCommand } from './demo.command.js';
import { GapsCommand } from './gaps.command.js';
import { ImportCommand } from './import.command.js';
import { LedgerCommand } from './ledger.command.js';
import { PacketCommand } from './packet.command.js';
import { PeopleCommand } from './people.command.js';
import { ScoreCommand } from './score.command.js';
import { SessionService } from './session.service.js';

const COMMANDS = [DemoCommand, GapsCommand, ImportCommand, LedgerCommand, PacketCommand, PeopleCommand, ScoreCommand];

/** One injectable for each command; `cli.ts` opens the house and asks the one it needs. */
@Module({ imports: [DeliveryModule], providers: [...COMMANDS, SessionService], exports: COMMANDS })
export class CliModule {}

import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery.module.js';
import { DecisionsCommand } from './decisions.command.js';
import { DemoCommand } from './demo.command.js';
import { GapsCommand } from './gaps.command.js';
import { ImportCommand } from './import.command.js';
import { ImportsCommand } from './imports.command.js';
import { IdentityIo } from './identity-io.service.js';
import { ImportInputsService } from './import-inputs.service.js';
import { IncidentsCommand } from './incidents.command.js';
import { LedgerCommand } from './ledger.command.js';
import { MapSuggestCommand } from './map-suggest.command.js';
import { PacketCommand } from './packet.command.js';
import { PeopleDecisionsCommand } from './people-decisions.command.js';
import { PeopleCommand } from './people.command.js';
import { ScoreCommand } from './score.command.js';
import { SessionService } from './session.service.js';

const COMMANDS = [
  DecisionsCommand,
  DemoCommand,
  GapsCommand,
  ImportCommand,
  ImportsCommand,
  IncidentsCommand,
  LedgerCommand,
  MapSuggestCommand,
  PacketCommand,
  PeopleCommand,
  PeopleDecisionsCommand,
  ScoreCommand,
];

/** One injectable for each command; `cli.ts` opens the house and asks the one it needs. */
@Module({
  imports: [DeliveryModule],
  providers: [...COMMANDS, IdentityIo, ImportInputsService, SessionService],
  exports: COMMANDS,
})
export class CliModule {}

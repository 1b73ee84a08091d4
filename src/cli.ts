#!/usr/bin/env node
import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { type Config, readConfig } from './config.js';
import { DEMO_LEDGER } from './delivery/cli/command-line.js';
import { buildProgram } from './delivery/cli/program.js';
import { describeEnd } from './delivery/faults.js';
import { VERSION } from './delivery/version.js';
import { Problem } from './domain/problem.js';

/** Opens the house for one command and closes it again, whatever happens. Nest is loaded only now: help stays quick. */
async function within<C>(
  load: () => Promise<Type<C>>,
  use: (command: C) => Promise<void>,
  config = configured(),
): Promise<void> {
  const { NestFactory } = await import('@nestjs/core');
  const { AppModule } = await import('./app.module.js');
  const house: INestApplicationContext = await NestFactory.createApplicationContext(AppModule.forRoot(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    await use(house.get(await load(), { strict: false }));
  } finally {
    await house.close();
  }
}

function configured(): Config {
  return readConfig(process.env);
}

/** `me` is whoever SEVIDENCE_ME says. */
function personMeant(query: string): string {
  if (query !== 'me') return query;
  const { SEVIDENCE_ME } = configured();
  if (SEVIDENCE_ME !== undefined) return SEVIDENCE_ME;
  throw new Problem(
    'PERSON_UNKNOWN',
    'Nobody has said who "me" is. Set SEVIDENCE_ME to your e-mail, or name yourself.',
  );
}

/** Whether somebody asks about themselves: only then does a packet say that its subject prepared it. */
function isMe(query: string): boolean {
  return query === 'me' || query === configured().SEVIDENCE_ME;
}

const importCommand = async () => (await import('./delivery/cli/import.command.js')).ImportCommand;
const mapSuggestCommand = async () => (await import('./delivery/cli/map-suggest.command.js')).MapSuggestCommand;
const importsCommand = async () => (await import('./delivery/cli/imports.command.js')).ImportsCommand;
const peopleCommand = async () => (await import('./delivery/cli/people.command.js')).PeopleCommand;
const peopleDecisionsCommand = async () =>
  (await import('./delivery/cli/people-decisions.command.js')).PeopleDecisionsCommand;
const incidentsCommand = async () => (await import('./delivery/cli/incidents.command.js')).IncidentsCommand;
const decisionsCommand = async () => (await import('./delivery/cli/decisions.command.js')).DecisionsCommand;
const scoreCommand = async () => (await import('./delivery/cli/score.command.js')).ScoreCommand;
const gapsCommand = async () => (await import('./delivery/cli/gaps.command.js')).GapsCommand;
const packetCommand = async () => (await import('./delivery/cli/packet.command.js')).PacketCommand;
const ledgerCommand = async () => (await import('./delivery/cli/ledger.command.js')).LedgerCommand;
const demoCommand = async () => (await import('./delivery/cli/demo.command.js')).DemoCommand;

const program = buildProgram(
  {
    import: (files, options) => within(importCommand, (command) => command.run(files, options)),
    mapSuggest: (file) => within(mapSuggestCommand, (command) => command.run(file)),
    importsList: (options) => within(importsCommand, (command) => command.list(options)),
    importsShow: (id) => within(importsCommand, (command) => command.show(id)),
    importsWithdraw: (id) => within(importsCommand, (command) => command.withdraw(id)),
    peopleList: (options) => within(peopleCommand, (command) => command.list(options)),
    peopleSuggest: (options) => within(peopleCommand, (command) => command.suggest(options)),
    peopleLink: (handle, person, options) =>
      within(peopleDecisionsCommand, (command) => command.link(handle, personMeant(person), options)),
    peopleUnlink: (handle, options) => within(peopleDecisionsCommand, (command) => command.unlink(handle, options)),
    peopleDismiss: (handle, person, options) =>
      within(peopleDecisionsCommand, (command) => command.dismiss(handle, personMeant(person), options)),
    peopleMark: (handle, as, options) => within(peopleDecisionsCommand, (command) => command.mark(handle, as, options)),
    peopleLock: (person, options) =>
      within(peopleDecisionsCommand, (command) => command.lock(personMeant(person), options)),
    peopleUnlock: (person, options) =>
      within(peopleDecisionsCommand, (command) => command.unlock(personMeant(person), options)),
    peopleImport: (file, options) => within(peopleDecisionsCommand, (command) => command.import(file, options)),
    incidentsList: (options) => within(incidentsCommand, (command) => command.list(options)),
    incidentsLink: (record, head, options) =>
      within(incidentsCommand, (command) => command.link(record, head, options)),
    incidentsUnlink: (record, options) => within(incidentsCommand, (command) => command.unlink(record, options)),
    decisionsList: (options) => within(decisionsCommand, (command) => command.list(options)),
    decisionsUndo: (number, options) => within(decisionsCommand, (command) => command.undo(number, options)),
    score: (person, options) =>
      within(scoreCommand, (command) => command.run(personMeant(person), { ...options, self: isMe(person) })),
    gaps: (person, options) => within(gapsCommand, (command) => command.run(personMeant(person), options)),
    packet: (person, options) =>
      within(packetCommand, (command) => command.run(personMeant(person), { ...options, self: isMe(person) })),
    digest: () => within(ledgerCommand, (command) => command.digest()),
    migrate: () => within(ledgerCommand, (command) => command.migrate()),
    serve: async ({ port }) => {
      const { serve } = await import('./main.js');
      await serve({ ...configured(), ...(port === undefined ? {} : { PORT: Number(port) }) });
    },
    demo: async (options) => {
      const ledger = join(options.out, DEMO_LEDGER);
      await mkdir(options.out, { recursive: true });
      await Promise.all(['', '-wal', '-shm'].map((suffix) => rm(ledger + suffix, { force: true })));
      await within(demoCommand, (command) => command.run(options), { ...configured(), DATABASE_URL: ledger });
    },
  },
  VERSION,
);

try {
  await program.parseAsync();
} catch (fault) {
  process.exitCode = report(fault);
}

/** Says what went wrong, unless commander has; gives the exit code. */
function report(fault: unknown): number {
  if (isUsage(fault)) return fault.exitCode === 0 ? 0 : 2;
  const { text, exitCode } = describeEnd(fault);
  process.stderr.write(text);
  return exitCode;
}

/** Commander has already said what was wrong with the command line. */
function isUsage(fault: unknown): fault is { exitCode: number } {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('commander.');
}

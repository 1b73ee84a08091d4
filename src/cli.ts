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
const peopleCommand = async () => (await import('./delivery/cli/people.command.js')).PeopleCommand;
const scoreCommand = async () => (await import('./delivery/cli/score.command.js')).ScoreCommand;
const gapsCommand = async () => (await import('./delivery/cli/gaps.command.js')).GapsCommand;
const packetCommand = async () => (await import('./delivery/cli/packet.command.js')).PacketCommand;
const ledgerCommand = async () => (await import('./delivery/cli/ledger.command.js')).LedgerCommand;
const demoCommand = async () => (await import('./delivery/cli/demo.command.js')).DemoCommand;

const program = buildProgram(
  {
    import: (files, options) => within(importCommand, (command) => command.run(files, options)),
    peopleList: (options) => within(peopleCommand, (command) => command.list(options)),
    peopleLink: (handle, person, options) =>
      within(peopleCommand, (command) => command.link(handle, personMeant(person), options)),
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

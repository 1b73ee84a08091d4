import 'reflect-metadata';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { AppModule } from './app.module.js';
import { type Config, readConfig } from './config.js';
import { describeEnd } from './delivery/faults.js';
import { isLocal } from './delivery/http/loopback.js';
import { answerWith } from './delivery/http/problem.filter.js';
import { VERSION } from './delivery/version.js';
import { Problem } from './domain/problem.js';

/** Single-user mode has no sign-in: only this machine may speak to it. */
const LOOPBACK = '127.0.0.1';

/** The HTTP service, ready to listen. In development its API document stands at /docs and /docs-json. */
export async function createHttpApp(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, { workers: true }), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.use(helmet());
  app.set('etag', false);
  app.use(onlyThisMachine);
  app.enableShutdownHooks();
  if (config.NODE_ENV !== 'production') {
    const about = new DocumentBuilder().setTitle('Sevidence').setVersion(VERSION).build();
    SwaggerModule.setup('docs', app, () => cleanupOpenApiDoc(SwaggerModule.createDocument(app, about)));
  }
  return app;
}

/** Before every route, the API document's too: answers only this machine, and lets nobody keep what names people. */
function onlyThisMachine({ headers }: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  if (isLocal(headers)) {
    next();
    return;
  }
  const detail = 'This service answers only to 127.0.0.1 and localhost, and to no other site.';
  answerWith(response, new Problem('HOST_REFUSED', detail));
}

/** Listens on 127.0.0.1 until a signal ends the process. Throws USAGE where the port cannot be had. */
export async function serve(config: Config): Promise<void> {
  const app = await createHttpApp(config);
  try {
    await app.listen(config.PORT, LOOPBACK);
  } catch (fault) {
    await app.close();
    throw portProblem(config.PORT, fault as NodeJS.ErrnoException);
  }
  process.stdout.write(`Sevidence answers at ${await app.getUrl()}; stop it with Ctrl-C.\n`);
}

function portProblem(port: number, fault: NodeJS.ErrnoException): Error {
  if (fault.code === 'EADDRINUSE') {
    return new Problem(
      'USAGE',
      `Port ${String(port)} is in use. Stop what uses it, or choose another with PORT or --port.`,
    );
  }
  if (fault.code === 'EACCES') {
    return new Problem('USAGE', `Port ${String(port)} is reserved. Choose one above 1023 with PORT or --port.`);
  }
  return fault;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await serve(readConfig(process.env));
  } catch (fault) {
    const { text, exitCode } = describeEnd(fault);
    process.stderr.write(text);
    process.exitCode = exitCode;
  }
}

import 'reflect-metadata';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { AppModule } from './app.module.js';
import { type Config, readConfig } from './config.js';
import { VERSION } from './delivery/version.js';

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
  app.enableShutdownHooks();
  if (config.NODE_ENV !== 'production') {
    const about = new DocumentBuilder().setTitle('Sevidence').setVersion(VERSION).build();
    SwaggerModule.setup('docs', app, () => cleanupOpenApiDoc(SwaggerModule.createDocument(app, about)));
  }
  return app;
}

/** Listens on 127.0.0.1 until a signal ends the process. */
export async function serve(config: Config): Promise<void> {
  const app = await createHttpApp(config);
  await app.listen(config.PORT, LOOPBACK);
  process.stdout.write(`Sevidence answers at ${await app.getUrl()}; stop it with Ctrl-C.\n`);
}

if (argv[1] === fileURLToPath(import.meta.url)) await serve(readConfig(process.env));

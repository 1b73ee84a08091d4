import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from './config.js';
import { ImportLimits } from './delivery/archives/archive-limits.js';
import { CliModule } from './delivery/cli/cli.module.js';
import { HttpModule } from './delivery/http/http.module.js';
import { LedgerModule } from './ledger/ledger.module.js';

/** What a process is for decides how its rooms are set up. */
interface AppOptions {
  /** Whether large imports run in another thread: a server must go on answering, a command has nothing else to do. */
  readonly workers: boolean;
}

/** The composition root: the same rooms for the command line and the server. */
@Module({})
export class AppModule {
  static forRoot(config: Config, { workers }: AppOptions = { workers: false }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: loggerOptions(config) }),
        LedgerModule.forRoot({ databaseUrl: config.DATABASE_URL, workers }),
        HttpModule.forRoot({ uploadLimitMegabytes: config.UPLOAD_LIMIT_MB }),
        CliModule,
      ],
      global: true,
      providers: [{ provide: ImportLimits, useValue: limitsOf(config) }],
      exports: [ImportLimits],
    };
  }
}

function limitsOf(config: Config): ImportLimits {
  return new ImportLimits(
    { entries: config.IMPORT_ENTRIES, expandedBytes: config.IMPORT_EXPANDED_MB * 1_000_000 },
    {
      entries: config.UPLOAD_ENTRIES,
      expandedBytes: config.UPLOAD_EXPANDED_MB * 1_000_000,
      atMost: { records: config.UPLOAD_RECORDS, seconds: config.UPLOAD_SECONDS },
    },
  );
}

/** Requests are logged by method and matched route, never by address, query, headers or body: those can name people. */
function loggerOptions(config: Config): object {
  const withRoute = (request: { route?: { path?: string } }, _response: unknown, logged: object): object => ({
    ...logged,
    route: request.route?.path ?? 'none',
  });
  return {
    level: config.LOG_LEVEL,
    serializers: {
      req: ({ id, method }: { id: unknown; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customSuccessObject: withRoute,
    customErrorObject: (request: object, response: unknown, _fault: Error, logged: object): object =>
      withRoute(request, response, logged),
  };
}

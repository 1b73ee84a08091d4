import { z } from 'zod';
import { Problem } from './domain/problem.js';

/** Every setting: its environment variable, meaning, default and check. Read once at start, then frozen. */
const settings = z.object({
  DATABASE_URL: z
    .string()
    .min(1)
    .default('sevidence.db')
    .describe('Where the ledger is kept: a path of a SQLite file, or postgres://user:password@host/database.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('The TCP port `serve` listens on.'),
  SEVIDENCE_MODE: z
    .enum(['single-user'])
    .default('single-user')
    .describe('single-user: no sign-in, bound to loopback. Team mode is not built yet.'),
  SEVIDENCE_ME: z.string().optional().describe('Who `me` is on the command line: an id, an e-mail or a handle.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('How much the server writes to its log.'),
  UPLOAD_LIMIT_MB: z.coerce.number().positive().default(50).describe('The largest file `POST /imports` takes, in MB.'),
  UPLOAD_EXPANDED_MB: z.coerce
    .number()
    .positive()
    .default(500)
    .describe('What an uploaded archive may expand to, all its files together, in MB.'),
  UPLOAD_ENTRIES: z.coerce
    .number()
    .int()
    .positive()
    .default(100)
    .describe('How many files an uploaded archive may hold.'),
  UPLOAD_RECORDS: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000_000)
    .describe('How many records one `POST /imports` may hold.'),
  UPLOAD_SECONDS: z.coerce
    .number()
    .positive()
    .default(120)
    .describe('How long reading one `POST /imports` may take, in seconds.'),
  IMPORT_EXPANDED_MB: z.coerce
    .number()
    .positive()
    .default(20_000)
    .describe('What an archive given to `sevidence import` may expand to, in MB.'),
  IMPORT_ENTRIES: z.coerce
    .number()
    .int()
    .positive()
    .default(100_000)
    .describe('How many files an archive or folder given to `sevidence import` may hold.'),
  NODE_ENV: z.string().default('development').describe('In `production` the API document is not served.'),
});

export type Config = Readonly<z.infer<typeof settings>>;

/** What a reader of the README is told about each setting; a test holds the two together. */
export const SETTINGS: { readonly name: string; readonly meaning: string }[] = Object.entries(settings.shape).map(
  ([name, schema]) => ({ name, meaning: schema.description ?? '' }),
);

/** The settings of an environment. Throws USAGE naming the variable that cannot be right; its value is not echoed. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = settings.safeParse(environment);
  if (read.success) return Object.freeze(read.data);
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Problem('USAGE', `A setting in the environment is not valid. ${wrong}.`);
}

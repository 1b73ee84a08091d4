import { plusMinutes } from '../../domain/instant.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { headInUtf8, inUtf8 } from './encoding.js';
import { BatchCheck } from './record-check.js';

const DAY_MINUTES = 24 * 60;

/**
 * The source, with what is true of every source: files come as UTF-8 whatever they are written in, no record holds an instant
 * that cannot be right (TIME_RANGE, TIME_FUTURE), and none holds characters that turn text around.
 */
export function checked(source: Source): Source {
  return {
    ...source,
    recognises: ({ name, head }: FileSample) => source.recognises({ name, head: headInUtf8(head) }),
    read: (file, options) => readChecked(source, file, options),
  };
}

async function* readChecked(source: Source, file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const { now, encoding } = options;
  const check = new BatchCheck(now === undefined ? undefined : plusMinutes(now, DAY_MINUTES));
  for await (const batch of source.read(inUtf8(file, encoding), options)) yield check.check(batch);
}

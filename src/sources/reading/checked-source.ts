import { plusMinutes } from '../../domain/instant.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { headInUtf8, inUtf8 } from './encoding.js';
import { BatchCheck } from './record-check.js';

type OfSet = NonNullable<Source['ofSet']>;

const DAY_MINUTES = 24 * 60;

/**
 * The source, with what is true of every source: files come as UTF-8 whatever they are written in, no record holds an instant
 * that cannot be right (TIME_RANGE, TIME_FUTURE), and none holds characters that turn text around.
 */
export function checked(source: Source): Source {
  return {
    ...source,
    ...(source.ofSet === undefined ? {} : { ofSet: decoded(source.ofSet) }),
    recognises: ({ name, head }: FileSample) => source.recognises({ name, head: headInUtf8(head) }),
    read: (file, options) => readChecked(source, file, options),
  };
}

/** The same choice of files, made from what they say once decoded; those chosen are given as they came. */
function decoded(ofSet: OfSet): OfSet {
  return async (files, options) => {
    const originals = new Map(files.map((file) => [inUtf8(file, options.encoding), file]));
    const chosen = await ofSet([...originals.keys()], options);
    return chosen.map((file) => originals.get(file) ?? file);
  };
}

async function* readChecked(source: Source, file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const { now, encoding } = options;
  const check = new BatchCheck(now === undefined ? undefined : plusMinutes(now, DAY_MINUTES));
  for await (const batch of source.read(inUtf8(file, encoding), options)) yield check.check(batch);
}

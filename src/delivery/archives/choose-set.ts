import { Problem } from '../../domain/problem.js';
import type { Source } from '../../sources/source.js';

/** The source that takes files of these names as one export: as they are, or inside the one folder they all stand in. */
export function chooseSet(names: readonly string[], sources: readonly Source[]): Source | undefined {
  for (const root of ['', commonFolder(names)]) {
    const inside = names.map((name) => name.slice(root.length));
    const source = sources.find((one) => one.isSet?.(inside) === true);
    if (source !== undefined) return source;
  }
  return undefined;
}

/** Programs that pack a folder put its name before every file. */
function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return names.every((name) => name.startsWith(folder)) ? folder : '';
}

/** The refusal of an archive that holds no file, or several that nobody takes as one export. */
export function ambiguous(name: string, files: number): Problem {
  if (files === 0)
    return new Problem('FILE_EMPTY', `${name} holds no file. Export it again, and check that it finished.`);
  return new Problem(
    'ARCHIVE_AMBIGUOUS',
    `${name} holds ${files.toLocaleString('en-US')} files that are no one export of a known source. Unpack it and name the ` +
      'files to import, or name the format with --source.',
  );
}

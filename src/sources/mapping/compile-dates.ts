import { nearWords } from '../../domain/near-words.js';
import { isZone } from '../../domain/zone.js';
import { type DateReader, dateReader, formatFault, NAMED_FORMATS } from './dates.js';
import { isMembers, type MappingFaults, type MappingPath, type Members, offered } from './faults.js';

/** `{format: dd/MM/yyyy HH:mm, zone: Europe/Lisbon}`, or the format alone; undefined after a complaint. */
export function compileDates(written: unknown, path: MappingPath, faults: MappingFaults): DateReader | undefined {
  const parts: Members = isMembers(written) ? written : { format: written };
  const before = faults.all.length;
  for (const name of Object.keys(parts)) {
    if (name === 'format' || name === 'zone') continue;
    faults.add([...path, name], `is nothing a date knows; ${offered(name, ['format', 'zone'])}`);
  }
  const { zone, format = 'iso' } = parts;
  const formats: readonly unknown[] = Array.isArray(format) ? format : [format];
  for (const half of formats.flatMap((one) => faultOf(one) ?? [])) faults.add([...path, 'format'], half);
  const ownZone = zoneOf(zone, path, faults);
  return faults.all.length > before ? undefined : dateReader(formats.map(String), ownZone);
}

function zoneOf(zone: unknown, path: MappingPath, faults: MappingFaults): string | undefined {
  if (zone === undefined) return undefined;
  if (typeof zone === 'string' && isZone(zone)) return zone;
  faults.add([...path, 'zone'], 'is not an IANA time zone; write it as Europe/Lisbon');
  return undefined;
}

function faultOf(format: unknown): string | undefined {
  if (typeof format !== 'string' || format === '') return 'must be a text such as dd/MM/yyyy HH:mm, or iso';
  const [near] = nearWords(format, NAMED_FORMATS);
  const half = formatFault(format);
  return half === undefined || near === undefined ? half : `is no format; did you mean ${near}?`;
}

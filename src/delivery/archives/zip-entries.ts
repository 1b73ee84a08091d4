import { Problem } from '../../domain/problem.js';
import type { Packing } from '../../sources/source.js';
import { type ArchiveLimits, mostExpanded } from './archive-limits.js';

/** One entry as the directory of a ZIP archive describes it. */
export interface ZipEntry {
  /** As written, not yet known to be harmless. */
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** UNIX mode of what was packed; 0 where the packing program knew none. */
  readonly mode: number;
  /** Where the entry, and where its packed bytes begin. */
  readonly headerStart: number;
  readonly start: number;
}

/** A file of an archive that may be opened. */
export interface ArchiveMember {
  /** A path with `/` inside the archive. */
  readonly name: string;
  readonly packing: Packing;
}

/** An archive as it was named, and how many bytes it has. */
export interface Archive {
  readonly name: string;
  readonly bytes: number;
}

/**
 * The files of an archive whose directory can be believed. Throws ARCHIVE_UNSAFE_ENTRY, ARCHIVE_ENCRYPTED, ARCHIVE_CORRUPT,
 * FILE_TYPE_UNSUPPORTED or FILE_EXPANDS_TOO_LARGE. Directories and what file managers leave behind are left out.
 */
export function checkedMembers(archive: Archive, entries: readonly ZipEntry[], limits: ArchiveLimits): ArchiveMember[] {
  refuseOffice(archive, entries);
  for (const entry of entries) refuseUnsafeName(archive, entry);
  const files = entries.filter((entry) => !isFolder(entry) && !isLitter(entry.name));
  for (const entry of files) refuseUnreadable(archive, entry);
  refuseDuplicates(archive, files);
  refuseTooLarge(archive, files, limits);
  refuseOverlap(archive, entries);
  return files.map(({ name, method, start, packedBytes, bytes, crc32 }) => ({
    name,
    packing: { kind: 'zip', deflated: method === DEFLATED, start, packedBytes, bytes, crc32 },
  }));
}

const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000;
const [FILE_TYPE, REGULAR, FOLDER, SYMLINK] = [0o170000, 0o100000, 0o040000, 0o120000];

/** Whether the Finder or the Explorer added the file: it is never part of an export. */
export function isLitter(name: string): boolean {
  return /(^|\/)(__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(name);
}

function isFolder({ name, mode }: ZipEntry): boolean {
  return name.endsWith('/') || (mode & FILE_TYPE) === FOLDER;
}

function refuseOffice({ name }: Archive, entries: readonly ZipEntry[]): void {
  if (!entries.some((entry) => entry.name === '[Content_Types].xml')) return;
  throw new Problem('FILE_TYPE_UNSUPPORTED', `${name} looks like an XLSX or other Office file; export it as CSV.`);
}

function refuseUnsafeName(archive: Archive, { name, mode }: ZipEntry): void {
  const why = whyUnsafe(name) ?? whyNoFile(mode);
  if (why !== undefined) throw unsafe(archive, `an entry ${why}`);
}

function whyUnsafe(name: string): string | undefined {
  if (name.includes('\\')) return 'has a backslash in its name';
  if (/^\/|^[A-Za-z]:/.test(name)) return 'has an absolute path';
  if (/(^|\/)\.\.(\/|$)/.test(name)) return 'would leave its folder (..)';
  return /[\p{Cc}\u2028\u2029]/u.test(name) ? 'has a control character in its name' : undefined;
}

function whyNoFile(mode: number): string | undefined {
  const type = mode & FILE_TYPE;
  if (type === SYMLINK) return 'is a symbolic link';
  return type === 0 || type === REGULAR || type === FOLDER ? undefined : 'is neither a file nor a folder';
}

function refuseUnreadable(archive: Archive, { name, flags, method, packedBytes, bytes }: ZipEntry): void {
  if ((flags & ENCRYPTED_FLAGS) !== 0) throw encrypted(archive);
  if (method !== STORED && method !== DEFLATED) {
    throw new Problem(
      'FILE_TYPE_UNSUPPORTED',
      `${archive.name} is packed by a method that cannot be read here (${String(method)}). Pack it again as an ordinary ZIP.`,
    );
  }
  if (method === STORED && packedBytes !== bytes) throw unsafe(archive, 'an entry says two sizes of itself');
  if (/\.(zip|gz|tgz|bz2|xz|7z|rar|tar|zst)$/i.test(name)) throw unsafe(archive, 'an entry is itself an archive');
}

/** Names that some computer would take for one: the same but for case, or for how accents are written. */
function refuseDuplicates(archive: Archive, files: readonly ZipEntry[]): void {
  const names = new Set(files.map(({ name }) => name.normalize('NFC').toLowerCase()));
  if (names.size < files.length) throw unsafe(archive, 'two entries have one name');
}

function refuseTooLarge(archive: Archive, files: readonly ZipEntry[], limits: ArchiveLimits): void {
  if (files.length > limits.entries) throw tooManyFiles(archive.name, files.length, limits);
  const expanded = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = mostExpanded(archive.bytes, limits);
  const bomb = expanded > most || files.some(({ bytes, packedBytes }) => bytes > mostExpanded(packedBytes, limits));
  if (!bomb) return;
  throw new Problem(
    'FILE_EXPANDS_TOO_LARGE',
    `${archive.name} has ${String(archive.bytes)} bytes and says that its ${String(files.length)} files expand to ` +
      `${String(expanded)}; at most ${String(most)} are allowed here, and 200 for each packed byte. ` +
      'Unpack it and import its files, or raise the limit in the settings.',
  );
}

/** Entries that share bytes let a small archive expand without end. */
function refuseOverlap(archive: Archive, entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.headerStart - b.headerStart)) {
    if (entry.headerStart < end || entry.start + entry.packedBytes > archive.bytes) {
      throw new Problem(
        'FILE_EXPANDS_TOO_LARGE',
        `${archive.name} holds entries that share their bytes, as only an archive made to do harm does.`,
      );
    }
    end = entry.start + entry.packedBytes;
  }
}

/** The refusal of an archive or folder of too many files. */
export function tooManyFiles(name: string, files: number, { entries }: ArchiveLimits): Problem {
  return new Problem(
    'FILE_EXPANDS_TOO_LARGE',
    `${name} holds ${files.toLocaleString('en-US')} files; at most ${entries.toLocaleString('en-US')} are allowed here. ` +
      'Import fewer at a time, or raise the limit in the settings.',
  );
}

/** The refusal of an archive that cannot be read without a password. */
export function encrypted({ name }: Archive): Problem {
  return new Problem(
    'ARCHIVE_ENCRYPTED',
    `${name} is encrypted. Unpack it with its password, and import what is in it.`,
  );
}

function unsafe({ name }: Archive, why: string): Problem {
  return new Problem(
    'ARCHIVE_UNSAFE_ENTRY',
    `${name} is refused: ${why}. Make the archive again from the files alone.`,
  );
}

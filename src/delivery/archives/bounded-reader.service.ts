import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';

/** Read ahead, since a directory and the headers it points at are many small pieces in a row. */
const BLOCK_BYTES = 1 << 18;

/**
 * Reads pieces of an archive for the library, which follows whatever offsets the archive names: one beyond the end is an
 * error here, and not an exception that nobody could catch.
 */
export class BoundedReader extends RandomAccessReader {
  private block: Buffer = Buffer.alloc(0);
  private blockStart = 0;

  constructor(
    private readonly handle: FileHandle,
    private readonly bytes: number,
  ) {
    super();
  }

  override read(
    ...[target, offset, length, position, callback]: Parameters<RandomAccessReader['read']>
  ): ReturnType<RandomAccessReader['read']> {
    this.fill(length, position).then(
      () => {
        this.block.copy(target, offset, position - this.blockStart, position - this.blockStart + length);
        callback(null);
      },
      (error: unknown) => {
        callback(error as Error);
      },
    );
  }

  /** The handle is closed by whoever opened it. */
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  private async fill(length: number, position: number): Promise<void> {
    if (!(position >= 0 && position + length <= this.bytes)) throw new Error('a place outside the archive');
    if (position >= this.blockStart && position + length <= this.blockStart + this.block.length) return;
    const block = Buffer.alloc(Math.min(Math.max(length, BLOCK_BYTES), this.bytes - position));
    const { bytesRead } = await this.handle.read(block, 0, block.length, position);
    if (bytesRead < length) throw new Error('the archive became shorter');
    this.block = block.subarray(0, bytesRead);
    this.blockStart = position;
  }
}

import type { BatchBuilder } from './batch-builder.js';

/** Somebody whom a record of another thing names. */
export interface Seen {
  readonly handle: string;
  readonly name: string | undefined;
  readonly bot: boolean;
}

/** Remembers who is named in a file, so that each handle is told once. A name enough to print is never enough to link. */
export class SeenHandles {
  private readonly handles = new Map<string, Seen>();

  /** The first name seen beside a handle stays. */
  see(...seen: readonly (Seen | undefined)[]): void {
    for (const somebody of seen) {
      if (somebody === undefined) continue;
      const { handle, name, bot } = somebody;
      const known = this.handles.get(handle);
      this.handles.set(handle, { handle, name: known?.name ?? name, bot: bot || known?.bot === true });
    }
  }

  /** The handle records; a handle without a name has nothing to tell. */
  end(batch: BatchBuilder): void {
    for (const { handle, name, bot } of this.handles.values()) {
      if (name === undefined) continue;
      batch.addMade({ type: 'handle', id: handle, name, ...(bot && { bot }) });
    }
  }
}

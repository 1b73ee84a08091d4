const DATE = /\/(?:CreationDate|ModDate) \(D:(\d{14})[+-]\d\d'\d\d'\)/g;

/**
 * Sets the creation and change dates of a PDF to an ISO 8601 instant, in UTC. The dates have a fixed width, so every
 * byte offset in the file still holds.
 */
export function withFixedDates(pdf: Uint8Array, instant: string): Uint8Array {
  const digits = new Date(instant).toISOString().replace(/[^\d]/g, '').slice(0, 14);
  const text = Buffer.from(pdf).toString('latin1');
  const dated = text.replace(DATE, (entry, old: string) =>
    entry.replace(old, digits).replace(/[+-]\d\d'\d\d'/, "+00'00'"),
  );
  return new Uint8Array(Buffer.from(dated, 'latin1'));
}

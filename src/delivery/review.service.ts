import { Injectable } from '@nestjs/common';
import type { IncidentFile } from '../domain/incident-file.js';
import { type Instant, plusMinutes } from '../domain/instant.js';
import type { Person } from '../domain/person.js';
import { reviewPeriod } from '../domain/review-period.js';
import type { Scorecard } from '../domain/scorecard.js';
import type { LinkSuggestion } from '../ledger/identity/suggest-links.js';
import type { LedgerSnapshot } from '../ledger/ledger-snapshot.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { findGaps, type LikelyHandle } from '../reports/gaps/find-gaps.js';
import type { Gap } from '../reports/gaps/gap.js';
import { assemblePacket } from '../reports/packet/assemble-packet.js';
import type { PacketDocument } from '../reports/packet/packet-document.js';
import type { PacketInput } from '../reports/packet/packet-input.js';
import { asOf } from '../scoring/as-of.js';
import { RubricService } from '../scoring/rubric.service.js';
import { scorecardOf } from '../scoring/scorecard.js';
import { ClockService } from './clock.service.js';
import { asOfInstant, daysOf, type PeriodRequest } from './review-request.js';
import { VERSION } from './version.js';

/** What a packet is asked for with, beside whose and when. */
export interface PacketRequest extends PeriodRequest {
  /** A paragraph in the person's own words. */
  readonly note?: string;
  /** Who prepares it, by name. */
  readonly preparedBy?: string;
  /** The person prepares it themselves. */
  readonly bySubject?: boolean;
}

interface Review {
  readonly scorecard: Scorecard;
  readonly files: IncidentFile[];
  readonly digest: string;
}

/** The chain from the ledger to a report, for every front door: read in one snapshot, then compute. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly rubrics: RubricService,
    private readonly clock: ClockService,
  ) {}

  /** The scorecard of the one person meant. Throws PERSON_UNKNOWN, PERSON_AMBIGUOUS or PERIOD_INVALID. */
  async scorecard(person: string, request: PeriodRequest): Promise<Scorecard> {
    const now = this.clock.now();
    return this.ledger.read(async (snapshot) => {
      const { scorecard } = await this.review(snapshot, await snapshot.findPerson(person), { request, now });
      return scorecard;
    });
  }

  /** The packet of the one person meant, as a document ready to render. Throws as {@link scorecard} does. */
  async packet(person: string, request: PacketRequest): Promise<PacketDocument> {
    return (await this.scoredPacket(person, request)).document;
  }

  /** What is missing from the person's record and can be mended. Throws as {@link scorecard} does. */
  async gaps(person: string, request: PeriodRequest): Promise<{ readonly name: string; readonly gaps: Gap[] }> {
    const now = this.clock.now();
    return this.ledger.read(async (snapshot) => {
      const subject = await snapshot.findPerson(person);
      const review = await this.review(snapshot, subject, { request, now });
      const input = this.packetInput({ ...review, digest: '' }, request, now);
      const { links } = await snapshot.suggestions();
      const likely = links.filter(({ person: { id } }) => id === subject.id).map(likelyHandle);
      return { name: subject.name, gaps: findGaps(input, likely) };
    });
  }

  /** The packet with the scorecard it was made from, read once: for who may be told more than the packet says. */
  async scoredPacket(
    person: string,
    request: PacketRequest,
  ): Promise<{ readonly document: PacketDocument; readonly scorecard: Scorecard }> {
    const now = this.clock.now();
    const { scorecard, files, digest } = await this.ledger.read(async (snapshot) => {
      const subject = await snapshot.findPerson(person);
      return { ...(await this.review(snapshot, subject, { request, now })), digest: await snapshot.digest() };
    });
    const document = assemblePacket(this.packetInput({ scorecard, files, digest }, request, now));
    return { document, scorecard };
  }

  private packetInput({ scorecard, files, digest }: Review, request: PacketRequest, now: Instant): PacketInput {
    return {
      scorecard,
      files,
      rubric: this.rubrics.default(),
      note: request.note,
      preparedBy: makerOf(request, scorecard.person),
      now,
      ledgerDigest: digest,
      version: VERSION,
    };
  }

  private async review(
    snapshot: LedgerSnapshot,
    person: Person,
    { request, now }: { request: PeriodRequest; now: Instant },
  ): Promise<Omit<Review, 'digest'>> {
    const until = asOfInstant(request, now, person.timeZone);
    // A day as as-of ends with the first instant of the next; the period is counted from the day itself.
    const period = reviewPeriod(daysOf(request, plusMinutes(until, -1), person.timeZone), person.timeZone);
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFilesOf(person.id)) files.push(asOf(file, until));
    const scorecard = scorecardOf({
      person,
      period,
      asOf: until,
      rubric: this.rubrics.default(),
      files,
      availability: await snapshot.availability(),
    });
    return { scorecard, files };
  }
}

/** A suggestion as far as the person's own gaps need it. */
function likelyHandle({ handle, reasons }: LinkSuggestion): LikelyHandle {
  return { ...handle, reasons: reasons.map(({ words }) => words) };
}

/** Undefined where nobody has said who prepares the packet: then it names nobody. */
function makerOf({ preparedBy, bySubject }: PacketRequest, { name, email }: Person): PacketInput['preparedBy'] {
  if (bySubject === true || preparedBy === name || (email !== undefined && preparedBy === email)) {
    return { name, isSubject: true };
  }
  return preparedBy === undefined ? undefined : { name: preparedBy, isSubject: false };
}

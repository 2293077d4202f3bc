package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.audit.Finding.Kind;
import dev.signalbox.eventstore.log.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Recomputes segments from what is stored now. */
public final class VerifyingSegments {

  private final Segments segments;
  private final StoredRows rows;
  private final AuditKeys keys;
  // Whoever sets the whole chain back to an old state cannot set this back.
  private final AtomicLong greatestHead = new AtomicLong();

  VerifyingSegments(Segments segments, StoredRows rows, AuditKeys keys) {
    this.segments = segments;
    this.rows = rows;
    this.keys = keys;
  }

  /** The first segment to verify if one is interested in what comes after a place. */
  public long first(Checkpoint from) {
    return from.equals(Checkpoint.START)
        ? 1
        : segments.reaching(from).map(one -> one.segment().number()).orElse(1L);
  }

  /**
   * Verifies consecutive segments.
   *
   * @param first the number of the first one
   * @param to segments that begin after it are of no interest; null: all
   * @param limit how many segments at most
   */
  public Verification verify(long first, @Nullable Checkpoint to, int limit) {
    SegmentCheck check = new SegmentCheck(rows, keys);
    List<Verification.NotChecked> notChecked = new ArrayList<>();
    Optional<Head> head = segments.head();
    List<SealedSegment> found = segments.from(first, limit);
    SealedSegment previous = first == 1 ? null : segments.find(first - 1).orElse(null);
    if (first > 1 && previous == null) {
      check.findings().add(removed(first - 1));
    }
    long expected = first;
    long events = 0;
    int count = 0;
    boolean past = false;
    for (SealedSegment sealed : found) {
      Segment segment = sealed.segment();
      past = to != null && count > 0 && segment.after().compareTo(to) >= 0;
      if (past) {
        break;
      }
      for (; expected < segment.number() && check.findings().size() < limit; expected++) {
        check.findings().add(removed(expected));
      }
      boolean trusted = check.record(sealed);
      boolean neighbours = previous == null ? segment.number() == 1 : follows(previous, segment);
      if (neighbours) {
        check.link(previous, sealed);
      }
      Checkpoint after = previous != null && neighbours ? previous.segment().to() : segment.after();
      try {
        events += check.events(segment, after, segments.leaves(segment.number()), trusted);
      } catch (ArchivedRows.UnreadableException e) {
        notChecked.add(
            new Verification.NotChecked(segment.number(), String.valueOf(e.getMessage())));
      }
      expected = segment.number() + 1;
      previous = sealed;
      count++;
    }
    boolean ended = !past && found.size() < limit;
    if (ended) {
      checkEnd(head, check);
    }
    return new Verification(
        count,
        events,
        previous == null || count == 0 ? null : previous.segment().to(),
        check.findings(),
        notChecked,
        past || ended ? null : expected);
  }

  private static boolean follows(SealedSegment previous, Segment segment) {
    return segment.number() == previous.segment().number() + 1;
  }

  private void checkEnd(Optional<Head> head, SegmentCheck check) {
    Optional<SealedSegment> last = segments.last();
    long number = head.map(Head::number).orElse(0L);
    long before = greatestHead.getAndUpdate(seen -> Math.max(seen, number));
    long lastNumber = last.map(one -> one.segment().number()).orElse(0L);
    boolean signed = head.map(one -> ChainCheck.signed(one, keys)).orElse(last.isEmpty());
    if (!signed) {
      check
          .findings()
          .add(Finding.of(Kind.HEAD_CHANGED, lastNumber, "No key signed which segment is last"));
    } else if (number > lastNumber) {
      for (long gone = lastNumber + 1; gone <= Math.min(number, lastNumber + 100); gone++) {
        check.findings().add(removed(gone));
      }
    } else if (head.isPresent()
        && !segments.find(number).map(SealedSegment::hash).equals(head.map(Head::hash))) {
      check
          .findings()
          .add(Finding.of(Kind.HEAD_CHANGED, number, "The last segment is not the one signed"));
    }
    if (number < before) {
      check
          .findings()
          .add(
              Finding.of(
                  Kind.HEAD_CHANGED, before, "The log was sealed up to this segment before"));
    }
  }

  private static Finding removed(long segment) {
    return Finding.of(Kind.SEGMENT_REMOVED, segment, "It is not there any more");
  }
}

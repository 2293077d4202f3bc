package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Seals what the log has up to where nothing can be added any more. Each segment is one
 * transaction, and one process seals at a time: killed anywhere, another goes on.
 */
public final class SealingSegments {

  private final Segments segments;
  private final StoredRows rows;
  private final AuditKeys keys;
  private final AuditProperties properties;
  private final TransactionOperations transactions;
  private final Clock clock;

  SealingSegments(
      Segments segments,
      StoredRows rows,
      AuditKeys keys,
      AuditProperties properties,
      TransactionOperations transactions,
      Clock clock) {
    this.segments = segments;
    this.rows = rows;
    this.keys = keys;
    this.properties = properties;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Seals every segment that is due.
   *
   * @return how many segments
   * @throws SealingRefusedException if the chain so far is not as it was sealed
   */
  public int seal() {
    int sealed = 0;
    while (Boolean.TRUE.equals(transactions.execute(status -> sealNext()))) {
      sealed++;
    }
    return sealed;
  }

  private boolean sealNext() {
    if (!segments.claimSealing()) {
      return false;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AuditKey key = keys.current(() -> AuditKey.make(now));
    Optional<SealedSegment> last = trustedLast();
    Checkpoint after = last.map(one -> one.segment().to()).orElse(Checkpoint.START);
    List<Leaf> leaves = rows.between(after, rows.complete(), found -> due(found, now));
    if (leaves.isEmpty()) {
      return false;
    }
    Leaves all = new Leaves(leaves);
    Segment segment =
        new Segment(
            last.map(one -> one.segment().number()).orElse(0L) + 1,
            after,
            leaves.getLast().place(),
            leaves.size(),
            all.root(),
            last.map(SealedSegment::hash).orElse(Hash.NONE),
            key.id(),
            now);
    SealedSegment sealed = SealedSegment.of(segment, key);
    segments.add(sealed, all, Head.of(sealed, key));
    return true;
  }

  private List<Leaf> due(Iterator<StoredRow> found, Instant now) {
    List<Leaf> leaves = new ArrayList<>();
    boolean old = false;
    while (leaves.size() < properties.segmentEvents() && found.hasNext()) {
      StoredRow row = found.next();
      old |= !row.recordedAt().isAfter(now.minus(properties.maxAge()));
      leaves.add(Leaf.of(row));
    }
    return old || leaves.size() == properties.segmentEvents() ? leaves : List.of();
  }

  // Whoever shortened or changed the chain must not get it signed again.
  private Optional<SealedSegment> trustedLast() {
    Optional<SealedSegment> last = segments.last();
    Optional<Head> head = segments.head();
    if (last.isEmpty() && head.isEmpty()) {
      return last;
    }
    if (last.isEmpty() || head.isEmpty() || !ChainCheck.ends(head.get(), last.get(), keys)) {
      throw new SealingRefusedException("the last segment is not the one that was sealed last");
    }
    return last;
  }
}

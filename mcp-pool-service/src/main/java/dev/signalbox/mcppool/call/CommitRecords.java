package dev.signalbox.mcppool.call;

import dev.signalbox.kit.commit.Commit;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/** Writes the records of calls that end at the same time in one transaction. */
final class CommitRecords implements Commit<Event, Event> {
  private final Outbox outbox;
  private final TransactionOperations transactions;

  CommitRecords(Outbox outbox, TransactionOperations transactions) {
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @Override
  public Event one(Event record) {
    return all(List.of(record)).getFirst();
  }

  @Override
  public List<Event> all(List<Event> records) {
    transactions.executeWithoutResult(status -> outbox.publishAll(Topics.MCP, records));
    return records;
  }

  /** One may be too large for the outbox. */
  @Override
  public boolean mayBeOfOne(RuntimeException failure) {
    return failure instanceof DataIntegrityViolationException
        || failure instanceof IllegalArgumentException;
  }
}

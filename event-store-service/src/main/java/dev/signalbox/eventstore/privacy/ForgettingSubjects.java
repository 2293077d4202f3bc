package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.kit.id.IdKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Destroys a subject's key and records that it was done, both or neither. */
@Service
public class ForgettingSubjects {

  static final String EVENT_TYPE = "signalbox.subject.forgotten.v1";

  private final EventLog log;
  private final SubjectKeys keys;
  private final CachedKeys cache;
  private final Clock clock;
  private final TransactionTemplate transaction;

  ForgettingSubjects(
      @Qualifier(LogViews.STORED) EventLog log,
      SubjectKeys keys,
      CachedKeys cache,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.log = log;
    this.keys = keys;
    this.cache = cache;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Forgets; somebody forgotten before stays so, as then.
   *
   * @param by who asks for it
   * @return what is known of the subject, or nothing if no data of it was ever taken
   */
  public Optional<Subject> forget(SubjectId subject, String by) {
    Optional<Subject> known = keys.subject(subject);
    if (known.isEmpty() || known.get().forgottenAt() != null) {
      return known;
    }
    transaction.executeWithoutResult(status -> forget(subject, by, status));
    cache.forget(subject);
    return keys.subject(subject);
  }

  private void forget(SubjectId subject, String by, TransactionStatus status) {
    Instant now = clock.instant();
    // The append comes first because it must precede the transaction's first write.
    AppendOutcome outcome = log.append(Append.of(List.of(event(subject, now, by))));
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new IllegalStateException("The log refuses to record a forgetting: " + outcome);
    }
    if (!keys.destroy(subject, now, by)) {
      status.setRollbackOnly();
    }
  }

  private static NewEvent event(SubjectId subject, Instant at, String by) {
    return new NewEvent(
        IdKind.EVENT.next(),
        subject.stream(),
        EVENT_TYPE,
        by,
        at,
        null,
        null,
        null,
        JsonNodeFactory.instance.objectNode().put("subject_hash", subject.hash()));
  }
}

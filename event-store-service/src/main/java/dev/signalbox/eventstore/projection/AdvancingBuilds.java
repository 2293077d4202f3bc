package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.UnreadableArchiveException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies the next events to a build. They are read before the build is held, and applied only if
 * it still stands where it stood: whatever other processes do, each event is applied once.
 */
@Service
public class AdvancingBuilds {

  private static final Logger LOG = LoggerFactory.getLogger(AdvancingBuilds.class);

  private final EventLog log;
  private final Builds builds;
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final ProjectionProperties properties;

  public AdvancingBuilds(
      @Qualifier(LogViews.WITH_ARCHIVES) EventLog log,
      Builds builds,
      JdbcClient database,
      PlatformTransactionManager transactions,
      ProjectionProperties properties) {
    this.log = log;
    this.builds = builds;
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.properties = properties;
  }

  Step advance(Projection projection, Build build) {
    if (!build.isFor(projection)) {
      return Step.RESTING;
    }
    int limit = build.failure() == null ? properties.batchSize() : 1;
    Page page;
    try {
      page = log.after(build.checkpoint(), projection.selection(), limit);
    } catch (UnreadableArchiveException unreadable) {
      LOG.warn("Projection {} cannot be built", projection.name(), unreadable);
      transaction.executeWithoutResult(
          status -> builds.fail(build, null, Failures.inWords(unreadable)));
      return Step.RESTING;
    }
    if (page.events().isEmpty()) {
      return Step.CAUGHT_UP;
    }
    if (!applied(projection, build, page.events())) {
      return Step.RESTING;
    }
    return page.more() ? Step.BEHIND : Step.CAUGHT_UP;
  }

  private boolean applied(Projection projection, Build build, List<RecordedEvent> events) {
    try {
      return transaction.execute(
          status -> {
            boolean held = builds.hold(build);
            if (held) {
              apply(projection, build, events);
            }
            return held;
          });
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError thrown) {
      if (Failures.ofTheDatabase(thrown)) {
        throw thrown;
      }
      return events.size() > 1
          ? oneByOne(projection, build, events)
          : failed(build, events.getFirst(), thrown);
    }
  }

  // Finds the event at fault, and keeps what comes before it.
  private boolean oneByOne(Projection projection, Build build, List<RecordedEvent> events) {
    Build next = build;
    for (RecordedEvent event : events) {
      if (!applied(projection, next, List.of(event))) {
        return false;
      }
      next = next.at(event.checkpoint());
    }
    return true;
  }

  private boolean failed(Build build, RecordedEvent event, Throwable thrown) {
    LOG.warn("Projection {} failed at event {}", build.projection(), event.id(), thrown);
    transaction.executeWithoutResult(status -> builds.fail(build, event, Failures.inWords(thrown)));
    return false;
  }

  /** Applies events to a build that the running transaction holds. */
  void apply(Projection projection, Build build, List<RecordedEvent> events) {
    projection
        .handler()
        .apply(events, new ProjectionTarget(database, projection.tables(), build.generation()));
    Checkpoint last = events.getLast().checkpoint();
    builds.advance(build, last, events.size());
  }
}

package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.EventLogContract;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class PostgresEventLogIntegrationTests extends EventLogContract {

  @Autowired
  @Qualifier(LogViews.STORED)
  private EventLog log;

  @Autowired private JdbcClient database;
  @Autowired private PlatformTransactionManager transactions;

  @Override
  protected EventLog log() {
    return log;
  }

  @Test
  void refusesATransactionThatHasWrittenBefore() {
    StreamName stream = anyStream();

    assertThatThrownBy(
            () ->
                new TransactionTemplate(transactions)
                    .executeWithoutResult(
                        status -> {
                          database
                              .sql("select pg_current_xact_id()::text")
                              .query(String.class)
                              .single();
                          log.append(Append.of(events(stream, 1)));
                        }))
        .hasMessageContaining("must not write before it holds its locks");
    assertThat(log.version(stream)).isEmpty();
  }

  @Test
  void refusesATransactionThatDoesNotSeeWhatOthersCommit() {
    TransactionTemplate repeatable = new TransactionTemplate(transactions);
    repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

    assertThatThrownBy(
            () ->
                repeatable.executeWithoutResult(
                    status -> log.append(Append.of(events(anyStream(), 1)))))
        .hasMessageContaining("must be read committed");
  }

  @Test
  void cutsAPageShortBeforeItGrowsTooLarge() {
    StreamName stream = anyStream();
    String large = "{\"text\":\"" + "x".repeat(200_000) + "\"}";
    IntStream.range(0, 30)
        .forEach(
            number -> append(Append.of(java.util.List.of(event(anyEventId(), stream, large)))));

    Page page = log.read(stream, StreamRange.from(1), 1000);

    assertThat(page.more()).isTrue();
    assertThat(page.events()).hasSizeBetween(15, 25);
    assertThat(
            log.read(stream, StreamRange.from(page.events().getLast().version() + 1), 1000)
                .events())
        .hasSize(30 - page.events().size());
  }
}

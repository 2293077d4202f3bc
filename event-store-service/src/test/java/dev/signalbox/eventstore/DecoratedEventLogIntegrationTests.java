package dev.signalbox.eventstore;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.EventLogContract;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole contract holds for the log as everything else in the service gets it. */
@ServiceIntegrationTest
class DecoratedEventLogIntegrationTests extends EventLogContract {

  @Autowired private EventLog log;
  @Autowired private LogViews views;
  @Autowired private PlatformTransactionManager transactions;

  @Override
  protected EventLog log() {
    return log;
  }

  @Test
  void isTheOneWithoutPersonalData() {
    assertThat(log).isSameAs(views.hidden());
  }

  @Test
  void takesPersonalDataOfSomebodyNewInsideATransaction() {
    StreamName stream = anyStream();
    NewEvent event = personal(stream);

    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> append(Append.of(List.of(event, anyEvent(stream)))));

    assertThat(views.revealed().read(stream, StreamRange.from(1), 1).events())
        .extracting(RecordedEvent::data)
        .containsExactly(event.data());
  }

  @Test
  void theStoredLogTakesNoLegiblePersonalData() {
    StreamName stream = anyStream();

    assertThatThrownBy(() -> views.stored().append(Append.of(List.of(personal(stream)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not sealed");
    assertThat(log.version(stream)).isEmpty();
  }

  private static NewEvent personal(StreamName stream) {
    return new NewEvent(
        anyEventId(),
        stream,
        "personal.v1",
        "test",
        null,
        null,
        null,
        null,
        json("{\"email\":\"a@b.example\",\"amount\":1.10}"),
        1,
        Set.of(),
        new Personal("user/" + anyEventId(), Set.of("/email")));
  }
}

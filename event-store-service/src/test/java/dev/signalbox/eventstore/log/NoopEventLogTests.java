package dev.signalbox.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.signalbox.eventstore.log.testing.NoopEventLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract bites: a log that does nothing fails every test of it. */
class NoopEventLogTests {

  @Test
  void failsTheWholeContract() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(NoopContract.class))
            .execute()
            .testEvents();

    long declared =
        Arrays.stream(EventLogContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .count();
    assertThat(declared).isGreaterThan(15);
    assertThat(tests.failed().count()).isEqualTo(declared);
    assertThat(tests.succeeded().stream()).isEmpty();
    assertThat(tests.skipped().stream()).isEmpty();
  }

  static class NoopContract extends EventLogContract {

    @Override
    protected EventLog log() {
      return new NoopEventLog();
    }
  }
}

package dev.signalbox.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.signalbox.eventstore.log.testing.NoopEventLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract bites: a log that does nothing fails every test of it. */
class NoopEventLogTests {

  @Test
  void failsTheWholeContract() {
    assertThat(testsOf(EventLogContract.class)).isGreaterThan(15);
    assertFailsAll(NoopContract.class, EventLogContract.class);
  }

  @Test
  void failsTheOrderOfTheLog() {
    assertFailsAll(NoopOrder.class, LogOrderContract.class);
  }

  private static void assertFailsAll(Class<?> tests, Class<?> contract) {
    Events results =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute().testEvents();
    assertThat(results.failed().count()).isEqualTo(testsOf(contract));
    assertThat(results.succeeded().stream()).isEmpty();
    assertThat(results.skipped().stream()).isEmpty();
  }

  private static long testsOf(Class<?> contract) {
    return Arrays.stream(contract.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .count();
  }

  static class NoopContract extends EventLogContract {

    @Override
    protected EventLog log() {
      return new NoopEventLog();
    }
  }

  static class NoopOrder extends LogOrderContract {

    @Override
    protected EventLog log() {
      return new NoopEventLog();
    }

    @Override
    protected EventLog logOfAnotherProcess() {
      return log();
    }

    @Override
    protected void makeFaults(AtomicBoolean stopped) {
      // It does nothing that could fail.
    }

    @Override
    protected Duration duration() {
      return Duration.ofMillis(50);
    }
  }
}

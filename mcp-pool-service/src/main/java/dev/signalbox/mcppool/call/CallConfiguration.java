package dev.signalbox.mcppool.call;

import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.commit.GroupCommitSettings;
import dev.signalbox.kit.commit.Grouping;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class CallConfiguration {
  /** As many as a connection pool of ten has room for beside others, and a batch of the outbox. */
  private static final GroupCommitSettings COMMITS =
      new GroupCommitSettings(2, 12, 500, 10_000, Duration.ofSeconds(5));

  @Bean
  CallRecords callRecords(
      Events events,
      Outbox outbox,
      TransactionOperations transactions,
      Redaction redaction,
      MeterRegistry meters) {
    GroupCommit<Event, Event> commits =
        new GroupCommit<>(new CommitRecords(outbox, transactions), Grouping.ofAny(), COMMITS);
    Gauge.builder("signalbox.mcp.calls.recording", commits, GroupCommit::waiting)
        .description("Records of calls that wait to be committed")
        .register(meters);
    return new CallRecords(events, commits, redaction, meters);
  }
}

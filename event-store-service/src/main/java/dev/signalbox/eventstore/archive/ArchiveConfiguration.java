package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.file.DirectoryStore;
import dev.signalbox.eventstore.audit.ArchivedRows;
import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.log.ArchivedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

  @Bean
  ArchivedRows archivedRows(ParsingLines lines, Months months, ArchiveProperties properties) {
    return new RowsFromArchives(lines, months, store(properties));
  }

  @Bean
  ArchivedEvents archivedEvents(
      Archives archives, ParsingLines lines, ArchiveProperties properties) {
    return new EventsFromArchives(archives, lines, store(properties));
  }

  @Bean
  Archiving archiving(
      Archives archives,
      Months months,
      Auditing auditing,
      ArchiveProperties properties,
      MeterRegistry registry,
      Clock clock) {
    ArchiveMetrics metrics = new ArchiveMetrics(registry);
    ArchiveStore store = store(properties);
    return new Archiving(
        archives,
        store == null
            ? null
            : new WorkingOnMonths(archives, months, store, auditing, metrics, clock),
        properties,
        metrics,
        clock);
  }

  private static @Nullable ArchiveStore store(ArchiveProperties properties) {
    return properties.directory() == null ? null : new DirectoryStore(properties.directory());
  }
}

package dev.signalbox.eventstore;

import dev.signalbox.eventstore.evolution.Upcaster;
import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.evolution.UpcastingEventLog;
import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LayeredEventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.privacy.RevealingPersonalData;
import dev.signalbox.eventstore.privacy.SealingPersonalData;
import dev.signalbox.eventstore.schema.CheckingSchemas;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Puts the log together. On its way in an event is checked against its schema while it is legible,
 * and then its personal data is sealed; on its way out it is unsealed or hidden, and then upcast.
 */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

  @Bean
  Admission admission(CheckingSchemas schemas, SealingPersonalData privacy) {
    return events -> privacy.admit(schemas.admit(events));
  }

  @Bean
  Upcasters upcasters(ObjectProvider<Upcaster> registered) {
    return new Upcasters(registered.stream().toList());
  }

  @Bean
  LogViews logViews(
      @Qualifier(LogViews.STORED) EventLog stored,
      @Qualifier(LogViews.STORED_WITH_ARCHIVES) EventLog archived,
      Admission admission,
      RevealingPersonalData privacy,
      Upcasters upcasters) {
    return new LogViews(
        stored,
        new UpcastingEventLog(new LayeredEventLog(stored, admission, privacy::hide), upcasters),
        new UpcastingEventLog(new LayeredEventLog(stored, admission, privacy::reveal), upcasters),
        new UpcastingEventLog(new LayeredEventLog(archived, admission, privacy::hide), upcasters));
  }

  @Bean(LogViews.WITH_ARCHIVES)
  EventLog logWithArchives(LogViews views) {
    return views.withArchives();
  }

  @Bean
  @Primary
  EventLog eventLog(LogViews views) {
    return views.hidden();
  }
}

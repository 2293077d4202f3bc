package dev.signalbox.eventstore.ingest.parked;

import dev.signalbox.kit.housekeeping.Expiry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParkedConfiguration {

  @Bean
  Expiry parkedRecordsExpire(ParkedProperties properties) {
    return new Expiry("parked_records", "parked_at", properties.keep());
  }
}

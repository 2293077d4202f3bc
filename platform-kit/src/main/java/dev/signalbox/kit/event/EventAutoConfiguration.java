package dev.signalbox.kit.event;

import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.kit.observability.TraceAutoConfiguration;
import dev.signalbox.kit.time.ClockAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Events of this service. */
@AutoConfiguration(
    after = {
      ClockAutoConfiguration.class,
      TraceAutoConfiguration.class,
      JacksonAutoConfiguration.class
    })
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnBean(JsonMapper.class)
public class EventAutoConfiguration {
  @Bean
  EventFormat eventFormat() {
    return new EventFormat();
  }

  @Bean
  Events events(
      @Value("${spring.application.name:signalbox}") String service,
      Clock clock,
      JsonMapper json,
      CurrentTrace trace) {
    return new Events(service, clock, json, trace::traceparent);
  }
}

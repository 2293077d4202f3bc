package dev.signalbox.gateway.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
  @Bean
  RequestIdentityFilter requestIdentityFilter(
      ApplicationContext application,
      RequestProperties properties,
      ObjectProvider<OpenTelemetry> telemetry,
      MeterRegistry meters,
      Clock clock) {
    return new RequestIdentityFilter(
        application,
        properties,
        new RequestSpans(telemetry.getIfAvailable(OpenTelemetry::noop)),
        new RequestMeters(meters),
        clock);
  }

  @Bean
  CrossOriginFilter crossOriginFilter(RequestProperties properties) {
    return new CrossOriginFilter(properties.allowedOrigins());
  }

  @Bean
  BodyLimitFilter bodyLimitFilter(RequestProperties properties) {
    return new BodyLimitFilter(properties.maxApiBody(), properties.maxModelBody());
  }
}

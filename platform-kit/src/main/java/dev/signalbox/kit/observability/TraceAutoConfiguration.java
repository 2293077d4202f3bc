package dev.signalbox.kit.observability;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the running trace to what carries it on: events and calls. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
public class TraceAutoConfiguration {
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Tracer.class)
  static class Traced {
    @Bean
    CurrentTrace currentTrace(ObjectProvider<Tracer> tracers) {
      Tracer tracer = tracers.getIfAvailable();
      return tracer == null ? () -> null : new Traceparents(tracer);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  CurrentTrace noTrace() {
    return () -> null;
  }
}

package dev.signalbox.streaming.load;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoadProperties.class)
class LoadConfiguration {

  @Bean
  RunningRequests runningRequests(LoadProperties properties, Clock clock, MeterRegistry registry) {
    return new RunningRequests(properties, Runtime.getRuntime().maxMemory(), clock, registry);
  }
}

package dev.signalbox.gateway.access;

import dev.signalbox.gateway.key.KeyDirectory;
import dev.signalbox.gateway.key.KeyHasher;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  @Bean
  AccessFilter accessFilter(KeyHasher hasher, KeyDirectory directory, Clock clock) {
    return new AccessFilter(hasher, directory, clock);
  }
}

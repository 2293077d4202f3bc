package dev.signalbox.gateway.secret;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
  @Bean
  PlatformSecret platformSecret(@Value("${" + PlatformSecret.PROPERTY + ":}") String value) {
    return PlatformSecret.ofBase64(value);
  }
}

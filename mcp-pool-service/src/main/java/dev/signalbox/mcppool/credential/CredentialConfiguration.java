package dev.signalbox.mcppool.credential;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {
  @Bean
  Sealing sealing(CredentialProperties properties) {
    return new Sealing(properties.secret(), properties.previousSecrets());
  }
}

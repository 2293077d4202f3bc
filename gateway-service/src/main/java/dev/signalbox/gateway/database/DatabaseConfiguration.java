package dev.signalbox.gateway.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  @Bean
  DatabaseThreads databaseThreads(DatabaseThreadProperties properties) {
    return new DatabaseThreads(properties.count(), properties.waiting());
  }
}

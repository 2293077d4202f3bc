package dev.signalbox.eventstore.web;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Whoever may look may read the history; only an administrator may add to it by hand. Consuming is
 * an operator's.
 */
@Configuration(proxyBeanMethods = false)
class Access {

  @Bean
  AccessRules accessRules() {
    return AccessRules.builder()
        .require(HttpMethod.POST, "/api/v1/schemas/*/*/validate", Role.OPERATOR)
        .require("/api/v1/subjects/**", Role.ADMIN)
        .require("/api/v1/ingest/parked/{id}", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/subscriptions/{id}/consumers/**", Role.OPERATOR)
        .require(HttpMethod.POST, "/api/v1/**", Role.ADMIN)
        .require(HttpMethod.PUT, "/api/v1/**", Role.ADMIN)
        .require(HttpMethod.DELETE, "/api/v1/**", Role.ADMIN)
        .build();
  }
}

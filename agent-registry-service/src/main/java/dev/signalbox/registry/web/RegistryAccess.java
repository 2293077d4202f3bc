package dev.signalbox.registry.web;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may do what: everyone known may read, only administrators change agents. */
@Configuration(proxyBeanMethods = false)
class RegistryAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.builder()
        .require(HttpMethod.POST, "/search", Role.VIEWER)
        .require(HttpMethod.POST, "/explore", Role.VIEWER)
        .require(HttpMethod.POST, "/api/v1/agents/**", Role.ADMIN)
        .require(HttpMethod.PUT, "/api/v1/agents/**", Role.ADMIN)
        .require(HttpMethod.DELETE, "/api/v1/agents/**", Role.ADMIN)
        .build();
  }
}

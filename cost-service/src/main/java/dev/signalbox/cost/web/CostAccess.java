package dev.signalbox.cost.web;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may do what: a calculation or a comparison changes nothing, so everyone known may ask for
 * one; prices and budgets are for administrators to change, and what other prices would have cost
 * for them to compute. Callers see the budgets that limit them.
 */
@Configuration(proxyBeanMethods = false)
class CostAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.builder()
        .require(HttpMethod.POST, "/api/v1/costs/calculate", Role.VIEWER)
        .require(HttpMethod.POST, "/api/v1/costs/estimate", Role.VIEWER)
        .require(HttpMethod.POST, "/api/v1/costs/reconcile", Role.VIEWER)
        .require(HttpMethod.POST, "/api/v1/costs/repricings", Role.ADMIN)
        .require(HttpMethod.GET, "/api/v1/prices/**", Role.VIEWER)
        .require("/api/v1/prices/**", Role.ADMIN)
        .require(HttpMethod.GET, "/api/v1/budgets/mine", Role.VIEWER)
        .require("/api/v1/budgets/**", Role.ADMIN)
        .build();
  }
}

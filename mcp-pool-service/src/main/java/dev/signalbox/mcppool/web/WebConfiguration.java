package dev.signalbox.mcppool.web;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  @Bean
  AccessRules accessRules() {
    return AccessRules.builder()
        .open(HttpMethod.GET, "/api/v1/mcp/oauth/callback")
        .open(HttpMethod.GET, "/api/v1/mcp/oauth/client")
        .require(HttpMethod.POST, "/api/v1/mcp/servers", Role.ADMIN)
        // Listing is reading; that calling takes an operator is seen when it is read what is
        // wanted.
        .require(HttpMethod.POST, "/mcp", Role.VIEWER)
        .require(HttpMethod.POST, "/mcp/*", Role.VIEWER)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/imports", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/authorization", Role.ADMIN)
        .require(HttpMethod.DELETE, "/api/v1/mcp/servers/{id}/authorization", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/authorizations", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/credentials/rotate", Role.ADMIN)
        .require(HttpMethod.PUT, "/api/v1/mcp/servers/{id}", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/drain", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/disable", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/enable", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/replicas/**", Role.ADMIN)
        .require(HttpMethod.POST, "/api/v1/mcp/servers/{id}/test", Role.ADMIN)
        .require(HttpMethod.PUT, "/api/v1/mcp/servers/{id}/tools/{tool}/limit", Role.ADMIN)
        .require(HttpMethod.DELETE, "/api/v1/mcp/servers/{id}/tools/{tool}/limit", Role.ADMIN)
        .require(HttpMethod.DELETE, "/api/v1/mcp/servers/{id}", Role.ADMIN)
        .build();
  }
}

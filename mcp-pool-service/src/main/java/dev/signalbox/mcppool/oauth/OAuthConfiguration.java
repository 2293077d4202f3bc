package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.settings.McpProperties;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class OAuthConfiguration {
  @Bean
  AuthorizeServer authorizeServer(
      Servers servers,
      Secrets secrets,
      Grants grants,
      GrantEvents events,
      ForgetAccess access,
      HttpCalls http,
      OAuthProperties properties,
      McpProperties pool,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock) {
    JsonCalls calls = new JsonCalls(http);
    return new AuthorizeServer(
        servers,
        secrets,
        grants,
        events,
        access,
        new Discovery(calls, new Endpoints(pool.allowPrivateAddresses())),
        new Registration(calls),
        new TokenRequests(calls, clock),
        properties,
        transactions,
        changes,
        clock);
  }

  @Bean
  ForgetAccess forgetAccess(Grants grants, GrantEvents events, HttpCalls http, Clock clock) {
    return new ForgetAccess(grants, events, new TokenRequests(new JsonCalls(http), clock));
  }

  @Bean
  AccessTokens accessTokens(
      Grants grants, HttpCalls http, TransactionOperations transactions, Clock clock) {
    TokenRequests requests = new TokenRequests(new JsonCalls(http), clock);
    return server -> new AccessTokenSource(server, grants, requests, transactions, clock);
  }
}

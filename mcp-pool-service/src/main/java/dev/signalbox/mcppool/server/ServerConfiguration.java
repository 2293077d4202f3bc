package dev.signalbox.mcppool.server;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.settings.McpProperties;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  @Bean
  Secrets secrets(McpProperties properties, Sealing sealing) {
    return new Secrets(properties.secrets(), sealing);
  }

  @Bean
  AddressGuard addressGuard(McpProperties properties) {
    return new AddressGuard(properties.allowPrivateAddresses());
  }

  @Bean
  RegisterServer registerServer(
      Servers servers,
      ServerCredentials credentials,
      ServerEvents events,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock,
      AddressGuard addresses,
      Secrets secrets,
      McpProperties properties) {
    return new RegisterServer(
        servers,
        new TransportCheck(
            properties.stdioEnabled(), properties.stdioCommands(), addresses, secrets),
        credentials,
        events,
        transactions,
        changes,
        clock,
        properties.maxServers());
  }
}

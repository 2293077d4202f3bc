package dev.signalbox.routing.remote;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.AgentCredentials;
import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.routing.model.ChatCompletions;
import dev.signalbox.routing.runner.AgentRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The runners of agents that run elsewhere. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgentCredentials.class)
class RemoteConfiguration {

  @Bean
  RemoteConnections remoteConnections(RemoteProperties properties) {
    return new RemoteConnections(new AddressGuard(properties.allowPrivateAddresses()), properties);
  }

  @Bean
  RemoteCalls remoteCalls(
      RemoteConnections connections,
      RemoteProperties properties,
      AgentCredentials credentials,
      CurrentTrace trace) {
    return new RemoteCalls(
        connections, new Credentials(credentials), trace, (int) properties.maxBody().toBytes());
  }

  @Bean
  AgentRunner httpAgentRunner(RemoteCalls calls, JsonMapper json) {
    return new HttpAgentRunner(calls, json);
  }

  @Bean
  AgentRunner a2aRunner(RemoteCalls calls, JsonMapper json, JdbcClient jdbc) {
    return new A2aRunner(
        new A2aExchange(calls, json), new A2aRequests(json), new A2aSessions(jdbc));
  }

  @Bean
  AgentRunner openAiRunner(RemoteCalls calls, ChatCompletions completions) {
    return new OpenAiRunner(calls, completions);
  }
}

package dev.signalbox.registry.connector;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.http.PlatformHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

  @Bean
  KnownModels knownModels(PlatformHttp http, Peers peers, JsonMapper json) {
    return new PlatformModels(http.client(), http::request, peers, json);
  }
}

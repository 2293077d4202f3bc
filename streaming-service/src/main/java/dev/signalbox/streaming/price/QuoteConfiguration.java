package dev.signalbox.streaming.price;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.http.PlatformHttp;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuoteProperties.class)
class QuoteConfiguration {

  @Bean
  CostQuotes costQuotes(
      PlatformHttp http, JsonMapper json, Peers peers, QuoteProperties properties) {
    return new CostQuotes(
        new QuoteClient(http, json, peers.cost(), properties.patience()), properties);
  }
}

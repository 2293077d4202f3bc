package dev.signalbox.gateway.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {
  @Bean
  ProblemResponder problemResponder(JsonMapper json) {
    return new ProblemResponder(json);
  }
}

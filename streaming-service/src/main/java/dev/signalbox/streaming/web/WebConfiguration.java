package dev.signalbox.streaming.web;

import dev.signalbox.streaming.wire.openai.ChatRequestReader;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  ChatRequestReader chatRequestReader(JsonMapper json) {
    return new ChatRequestReader(json);
  }

  @Bean
  ProtocolErrors protocolErrors(JsonMapper json) {
    return new ProtocolErrors(json);
  }

  @Bean
  FilterRegistrationBean<ProtocolErrorFilter> protocolErrorFilter(
      JsonMapper json, ProtocolErrors errors) {
    FilterRegistrationBean<ProtocolErrorFilter> registration =
        new FilterRegistrationBean<>(new ProtocolErrorFilter(json, errors));
    registration.addUrlPatterns("/v1/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientProbe() {
    return server -> server.addEngineValves(new ClientProbeValve());
  }
}

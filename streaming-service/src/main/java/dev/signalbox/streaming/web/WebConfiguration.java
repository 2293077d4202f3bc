package dev.signalbox.streaming.web;

import dev.signalbox.kit.web.EncodedSlashes;
import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.resume.ResumableStreams;
import dev.signalbox.streaming.wire.openai.EmbeddingsProtocol;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@Import(EncodedSlashes.class)
class WebConfiguration {

  @Bean
  ProtocolErrors protocolErrors() {
    return new ProtocolErrors();
  }

  @Bean
  EmbeddingsProtocol embeddingsProtocol(JsonMapper json) {
    return new EmbeddingsProtocol(json);
  }

  @Bean
  ModelCalls modelCalls(
      AnswerCall answerCall,
      ProtocolErrors errors,
      ResumableStreams streams,
      AnswerCache cache,
      RunningRequests running,
      Clock clock) {
    return new ModelCalls(answerCall, errors, streams, cache, running, clock);
  }

  @Bean
  FilterRegistrationBean<ProtocolErrorFilter> protocolErrorFilter(
      JsonMapper json, WireProtocols protocols, ProtocolErrors errors) {
    FilterRegistrationBean<ProtocolErrorFilter> registration =
        new FilterRegistrationBean<>(new ProtocolErrorFilter(json, protocols, errors));
    registration.addUrlPatterns("/v1/*", "/v1beta/*", "/v2/*", "/model/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientProbe() {
    return server -> server.addEngineValves(new ClientProbeValve());
  }
}

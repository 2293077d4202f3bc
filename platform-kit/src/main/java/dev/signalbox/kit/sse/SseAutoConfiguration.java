package dev.signalbox.kit.sse;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Event streams of servlet services. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpServletResponse.class, JsonMapper.class})
@EnableConfigurationProperties(SseProperties.class)
public class SseAutoConfiguration {
  @Bean
  SseStreams sseStreams(JsonMapper json, SseProperties properties) {
    return new SseStreams(json, properties);
  }
}

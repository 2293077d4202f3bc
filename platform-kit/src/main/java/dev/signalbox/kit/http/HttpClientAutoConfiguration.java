package dev.signalbox.kit.http;

import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.kit.observability.TraceAutoConfiguration;
import dev.signalbox.kit.security.CurrentCaller;
import dev.signalbox.kit.time.ClockAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Calls to other services. */
@AutoConfiguration(
    after = {
      ClockAutoConfiguration.class,
      TraceAutoConfiguration.class,
      JacksonAutoConfiguration.class
    },
    afterName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({RestClient.class, ObservationRegistry.class, JsonMapper.class})
@ConditionalOnBean(JsonMapper.class)
@EnableConfigurationProperties({Peers.class, ClientProperties.class})
public class HttpClientAutoConfiguration {
  private static final String TOKENS =
      "org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken";

  @Bean
  PlatformHttp platformHttp(
      ClientProperties properties,
      CurrentTrace trace,
      Clock clock,
      JsonMapper json,
      ObjectProvider<ObservationRegistry> observations) {
    Supplier<@Nullable String> token =
        ClassUtils.isPresent(TOKENS, HttpClientAutoConfiguration.class.getClassLoader())
            ? CurrentCaller::token
            : () -> null;
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(properties.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    return new PlatformHttp(
        client,
        properties,
        new CallHeaders(trace, token),
        clock,
        json,
        observations.getIfAvailable(() -> ObservationRegistry.NOOP));
  }
}

package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A service that starts before the gateway, without database and Kafka. */
class KeysAwayIntegrationTests {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
      })
  static class Bare {}

  @Test
  void callersCannotBeVerifiedUntilTheGatewayIsThere() throws IOException {
    AtomicInteger gatewayStatus = new AtomicInteger(503);
    HttpServer gateway = gateway(gatewayStatus);
    try (ConfigurableApplicationContext service =
        new SpringApplicationBuilder(Bare.class)
            .run(
                "--server.port=0",
                "--signalbox.internal-token.refetch-interval=100ms",
                "--signalbox.internal-token.jwks-url=http://localhost:"
                    + gateway.getAddress().getPort()
                    + "/keys")) {
      ServiceClient client =
          new ServiceClient(
              service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

      Answer before = client.get("/api/v1/whoami");
      assertThat(before.status()).isEqualTo(503);
      assertThat(before.problemCode()).isEqualTo("identity_unavailable");

      gatewayStatus.set(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.get("/api/v1/whoami").status() == 404);
    } finally {
      gateway.stop(0);
    }
  }

  private static HttpServer gateway(AtomicInteger status) throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/keys",
        exchange -> {
          byte[] body = TestTokens.jwks().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
    return gateway;
  }
}

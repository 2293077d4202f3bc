package dev.signalbox.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class GatewayKeysTests {
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger(200);
  private final HttpServer gateway;

  GatewayKeysTests() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startGateway() {
    gateway.createContext(
        "/keys",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = TestTokens.jwks().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void stopGateway() {
    gateway.stop(0);
  }

  private JwtDecoder decoder(Duration maxAge, Duration refetchInterval) {
    URI keys = URI.create("http://localhost:" + gateway.getAddress().getPort() + "/keys");
    return new InternalTokenAutoConfiguration()
        .internalTokenDecoder(
            new InternalTokenProperties(
                keys, maxAge, refetchInterval, Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  @Test
  void keysAreAskedForOnce() {
    JwtDecoder decoder = decoder(Duration.ofMinutes(5), Duration.ofMinutes(1));

    for (int i = 0; i < 20; i++) {
      assertThat(decoder.decode(TestTokens.token(Role.ADMIN).sign()).getSubject())
          .startsWith("key_");
    }

    assertThat(requests).hasValue(1);
  }

  @Test
  void strangeKeyIdsMakeOneRequestForNewerKeysAndNoMore() {
    JwtDecoder decoder = decoder(Duration.ofMinutes(5), Duration.ofMinutes(1));

    for (int i = 0; i < 20; i++) {
      String strange = TestTokens.token(Role.ADMIN).signedByStranger("strange-" + i).sign();
      assertThatThrownBy(() -> decoder.decode(strange)).isInstanceOf(BadJwtException.class);
    }
    assertThat(requests).hasValue(1);

    JwtDecoder patientDecoder = decoder(Duration.ofMinutes(5), Duration.ZERO);
    patientDecoder.decode(TestTokens.token(Role.ADMIN).sign());
    assertThatThrownBy(
            () ->
                patientDecoder.decode(
                    TestTokens.token(Role.ADMIN).signedByStranger("rotated").sign()))
        .isInstanceOf(BadJwtException.class);
    assertThat(requests).hasValue(3);
  }

  @Test
  void knownKeysStayGoodWhileTheGatewayIsAway() {
    JwtDecoder decoder = decoder(Duration.ZERO, Duration.ZERO);
    decoder.decode(TestTokens.token(Role.ADMIN).sign());

    status.set(503);

    assertThat(decoder.decode(TestTokens.token(Role.VIEWER).sign()).getSubject())
        .startsWith("key_");
    assertThat(requests).hasValue(2);
  }

  @Test
  void withoutAnyKeyNobodyIsCalledAStranger() {
    status.set(503);
    JwtDecoder decoder = decoder(Duration.ofMinutes(5), Duration.ZERO);
    String token = TestTokens.token(Role.ADMIN).sign();

    assertThatThrownBy(() -> decoder.decode(token))
        .isInstanceOf(JwtException.class)
        .isNotInstanceOf(BadJwtException.class);

    status.set(200);
    assertThat(decoder.decode(token).getSubject()).startsWith("key_");
  }
}

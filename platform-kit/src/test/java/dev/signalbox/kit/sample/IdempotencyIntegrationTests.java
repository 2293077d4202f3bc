package dev.signalbox.kit.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class IdempotencyIntegrationTests {
  private static final String ORDER = "{\"customer_name\":\"Ada\",\"lines\":[]}";

  @Autowired ServiceClient client;
  @Autowired MutableClock clock;
  @Autowired JdbcClient database;

  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void realTime() {
    clock.reset();
  }

  private ServiceClient keyed() {
    return client.with("Idempotency-Key", key);
  }

  @Test
  void theSecondOneGetsTheFirstAnswer() {
    Answer first = keyed().post("/api/v1/orders", ORDER);
    Answer second = keyed().post("/api/v1/orders", ORDER);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    keyed().post("/api/v1/orders", ORDER);

    Answer other = keyed().post("/api/v1/orders", ORDER.replace("Ada", "Bob"));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problemCode()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void theDatabaseHoldsNeitherTheKeyNorAHashThatABodyCouldBeGuessedFrom() throws Exception {
    keyed().post("/api/v1/orders", ORDER);

    byte[] plainHash = MessageDigest.getInstance("SHA-256").digest(ORDER.getBytes(UTF_8));
    assertThat(count("body_sha256 = ?", plainHash)).isZero();
    assertThat(count("key = ?", key)).isZero();
    assertThat(count("path = ?", "/api/v1/orders")).isPositive();
  }

  private long count(String condition, Object value) {
    return database
        .sql("SELECT count(*) FROM kit_idempotent_request WHERE " + condition)
        .param(value)
        .query(Long.class)
        .single();
  }

  @Test
  void anotherCallersKeyIsAnotherKey() {
    Answer mine = keyed().post("/api/v1/orders", ORDER);
    Answer theirs =
        keyed()
            .with(
                "Authorization",
                "Bearer "
                    + TestTokens.token(dev.signalbox.kit.security.Role.OPERATOR)
                        .claim("sub", "key_other")
                        .sign())
            .post("/api/v1/orders", ORDER);

    assertThat(theirs.status()).isEqualTo(201);
    assertThat(theirs.body()).isNotEqualTo(mine.body());
  }

  @Test
  void ofManyAtOnceOneTakesEffect() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, 8)
              .mapToObj(i -> callers.submit(() -> keyed().post("/api/v1/orders", ORDER)))
              .toList();
      for (Future<Answer> future : answers) {
        Answer answer = future.get(30, TimeUnit.SECONDS);
        assertThat(answer.status()).isIn(201, 409);
        if (answer.status() == 409) {
          assertThat(answer.problemCode()).isEqualTo("idempotency_key_in_use");
        }
      }
    }
    String settled = keyed().post("/api/v1/orders", ORDER).body();
    assertThat(keyed().post("/api/v1/orders", ORDER).body()).isEqualTo(settled);
  }

  @Test
  void aRefusalIsRememberedToo() {
    Answer first = keyed().post("/api/v1/orders", "{\"customer_name\":\"\",\"lines\":[]}");
    Answer second = keyed().post("/api/v1/orders", "{\"customer_name\":\"\",\"lines\":[]}");

    assertThat(first.status()).isEqualTo(400);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void afterADayTheKeyIsNewAgain() {
    Answer first = keyed().post("/api/v1/orders", ORDER);

    clock.advance(Duration.ofHours(25));
    Answer nextDay = keyed().post("/api/v1/orders", ORDER);

    assertThat(nextDay.status()).isEqualTo(201);
    assertThat(nextDay.body()).isNotEqualTo(first.body());
  }

  @Test
  void streamsAreNotKept() {
    try (EventStream stream = keyed().sse("/api/v1/stream", ORDER)) {
      assertThat(stream.all()).hasSize(2);
    }
    try (EventStream stream = keyed().sse("/api/v1/stream", ORDER)) {
      assertThat(stream.header("Idempotency-Replayed")).isNull();
      assertThat(stream.all()).hasSize(2);
    }
  }

  @Test
  void anEmptyOrEndlessKeyIsRefused() {
    assertThat(
            client.with("Idempotency-Key", "x".repeat(256)).post("/api/v1/orders", ORDER).status())
        .isEqualTo(400);
  }
}

package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.TestTicker;
import dev.signalbox.kit.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class KeyDirectoryTests {
  private static final KeyHash HASH = new KeyHash(1, 2, 3, 4);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final KeyProperties PROPERTIES =
      new KeyProperties("", BOUND, Duration.ofSeconds(1), 100);

  private final TestTicker ticker = new TestTicker();
  private final AtomicInteger readings = new AtomicInteger();
  private volatile Function<KeyHash, Optional<ApiKey>> database = hash -> Optional.of(anyKey());

  private KeyDirectory directory(Executor threads) {
    return new KeyDirectory(
        hash -> {
          readings.incrementAndGet();
          return database.apply(hash);
        },
        PROPERTIES,
        threads,
        ticker);
  }

  private static ApiKey anyKey() {
    return new ApiKey(
        "key_1", "x", "hint", Role.VIEWER, null, null, null, Instant.EPOCH, null, null, null);
  }

  @Test
  void aKnownKeyIsReadOnce() {
    KeyDirectory directory = directory(Runnable::run);

    for (int i = 0; i < 10; i++) {
      assertThat(directory.find(HASH)).isCompletedWithValueMatching(key -> key != null);
    }

    assertThat(readings).hasValue(1);
  }

  @Test
  void nobodyIsToldWhatIsOlderThanTheBound() {
    KeyDirectory directory = directory(Runnable::run);
    assertThat(directory.find(HASH).join()).isNotNull();
    database = hash -> Optional.empty();

    ticker.advance(BOUND);

    assertThat(directory.find(HASH).join()).isNull();
  }

  @Test
  void theBoundCountsFromBeforeTheDatabaseWasAsked() {
    database =
        hash -> {
          ticker.advance(Duration.ofSeconds(3));
          return Optional.of(anyKey());
        };
    KeyDirectory directory = directory(Runnable::run);
    assertThat(directory.find(HASH).join()).isNotNull();
    database = hash -> Optional.empty();

    ticker.advance(Duration.ofSeconds(2));

    assertThat(directory.find(HASH).join()).isNull();
  }

  @Test
  void aKeyInUseIsReadAnewBesideTheRequests() {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    KeyDirectory directory = directory(waiting::add);
    CompletableFuture<@Nullable KnownKey> first = directory.find(HASH);
    runAll(waiting);
    assertThat(first).isCompleted();

    ticker.advance(Duration.ofSeconds(3));
    assertThat(directory.find(HASH)).as("answered from memory").isCompleted();
    runAll(waiting);
    assertThat(readings).hasValue(2);

    ticker.advance(Duration.ofSeconds(3));
    assertThat(directory.find(HASH)).as("the newer reading counts").isCompleted();
  }

  @Test
  void whileTheDatabaseIsAwayAKeyGoesOnUpToTheBound() {
    KeyDirectory directory = directory(Runnable::run);
    assertThat(directory.find(HASH).join()).isNotNull();
    database =
        hash -> {
          throw new DataAccessResourceFailureException("away");
        };

    ticker.advance(Duration.ofSeconds(3));
    assertThat(directory.find(HASH).join()).isNotNull();
    assertThat(directory.find(HASH).join()).isNotNull();
    ticker.advance(Duration.ofSeconds(2));

    assertThatThrownBy(() -> directory.find(HASH).join())
        .hasCauseInstanceOf(DataAccessResourceFailureException.class);
  }

  @Test
  void anUnknownKeyIsRefusedFromMemoryForAMoment() {
    database = hash -> Optional.empty();
    KeyDirectory directory = directory(Runnable::run);

    assertThat(directory.find(HASH).join()).isNull();
    assertThat(directory.find(HASH).join()).isNull();
    assertThat(readings).hasValue(1);
    ticker.advance(Duration.ofSeconds(1));
    database = hash -> Optional.of(anyKey());

    assertThat(directory.find(HASH).join()).isNotNull();
  }

  @Test
  void manyRequestsWithOneKeyWaitForOneReading() {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    KeyDirectory directory = directory(waiting::add);

    List<CompletableFuture<@Nullable KnownKey>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(directory.find(HASH));
    }
    runAll(waiting);

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(readings).hasValue(1);
  }

  @Test
  void strangersDoNotPushOutAKeyInUse() {
    KeyDirectory directory = directory(Runnable::run);
    assertThat(directory.find(HASH).join()).isNotNull();
    database = hash -> Optional.empty();

    for (int i = 0; i < 10_000; i++) {
      assertThat(directory.find(new KeyHash(i, 0, 0, 0)).join()).isNull();
    }

    assertThat(directory.find(HASH).join()).isNotNull();
  }

  @Test
  void aForgottenKeyIsReadAnew() {
    KeyDirectory directory = directory(Runnable::run);
    assertThat(directory.find(HASH).join()).isNotNull();
    database = hash -> Optional.empty();

    directory.forget("key_1");

    assertThat(directory.find(HASH).join()).isNull();
  }

  private static void runAll(Queue<Runnable> waiting) {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
  }
}

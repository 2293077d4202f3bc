package dev.signalbox.streaming.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CreditTests {

  private static final long SOON = Duration.ofMillis(50).toNanos();
  private static final long LONG = Duration.ofSeconds(30).toNanos();

  @Test
  void aMessageMayOverdrawItButNotTheNext() throws InterruptedException {
    Credit credit = Credit.of(1);

    assertThat(credit.take(100, SOON)).isTrue();
    assertThat(credit.take(1, SOON)).isFalse();
    credit.add(98);
    assertThat(credit.take(1, SOON)).isFalse();
    credit.add(2);
    assertThat(credit.take(1, SOON)).isTrue();
  }

  @Test
  void whoWaitsIsWokenByMore() throws Exception {
    Credit credit = Credit.of(0);
    CompletableFuture<Boolean> taken = taking(credit);

    credit.add(5);

    assertThat(taken.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoWaitsIsWokenByTheEnd() throws Exception {
    Credit credit = Credit.of(0);
    CompletableFuture<Boolean> taken = taking(credit);

    credit.close();

    assertThat(taken.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void asMuchAsThereIsNeedsNone() throws InterruptedException {
    assertThat(Credit.unlimited().take(Long.MAX_VALUE, 0)).isTrue();
  }

  @Test
  void thereIsNoneTooMuch() throws InterruptedException {
    Credit credit = Credit.of(Long.MAX_VALUE - 1);
    credit.add(Long.MAX_VALUE);

    assertThat(credit.take(1, SOON)).isTrue();
  }

  private static CompletableFuture<Boolean> taking(Credit credit) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return credit.take(1, LONG);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}

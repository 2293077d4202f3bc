package dev.signalbox.eventstore.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.eventstore.log.StreamName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketingTests {

  @Test
  void aStreamStaysInItsBucketForEver() {
    assertThat(new Bucketing(1024).of(new StreamName("conversation/a"))).isEqualTo(217);
    assertThat(new Bucketing(64).of(new StreamName("conversation/a"))).isEqualTo(217 % 64);
    assertThat(new Bucketing(1).of(new StreamName("conversation/a"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2, 3, 2048})
  void bucketsAreAPowerOfTwo(int buckets) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucketing(buckets));
  }

  @Test
  void delaysDoubleUpToTheGreatest() {
    RetryPolicy retry = new RetryPolicy(100, Duration.ofSeconds(1), Duration.ofSeconds(5));

    assertThat(retry.delayAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(retry.delayAfter(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(retry.delayAfter(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(retry.delayAfter(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(retry.delayAfter(99)).isEqualTo(Duration.ofSeconds(5));
  }
}

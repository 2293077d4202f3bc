package dev.signalbox.streaming.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.socket.SocketProperties;
import dev.signalbox.streaming.web.SocketLife.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SocketLifeTests {

  private final SocketLife life =
      new SocketLife(
          new SocketProperties(
              1,
              1,
              1,
              DataSize.ofKilobytes(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(20),
              Duration.ofSeconds(60),
              Duration.ofMinutes(5),
              Duration.ofMinutes(60),
              Duration.ofSeconds(1)),
          at(0));

  @Test
  void silenceIsAskedAboutAndThenTheEnd() {
    assertThat(life.verdict(false, at(20))).isEqualTo(Verdict.NONE);
    assertThat(life.verdict(false, at(21))).isEqualTo(Verdict.PING);
    assertThat(life.verdict(false, at(60))).isEqualTo(Verdict.PING);
    assertThat(life.verdict(true, at(61))).isEqualTo(Verdict.NO_SIGN_OF_LIFE);
  }

  @Test
  void whoAnswersLives() {
    life.heard(at(50));

    assertThat(life.verdict(false, at(61))).isEqualTo(Verdict.NONE);
    assertThat(life.verdict(false, at(71))).isEqualTo(Verdict.PING);
  }

  @Test
  void whatIsNotUsedIsClosedThoughItLives() {
    life.used(at(10));
    life.heard(at(311));

    assertThat(life.verdict(false, at(311))).isEqualTo(Verdict.IDLE);
  }

  @Test
  void aStreamIsUse() {
    life.heard(at(311));
    assertThat(life.verdict(true, at(311))).isEqualTo(Verdict.NONE);

    life.heard(at(600));
    assertThat(life.verdict(false, at(600))).isEqualTo(Verdict.NONE);
  }

  @Test
  void nothingLivesForEver() {
    life.used(at(3_600));
    assertThat(life.verdict(true, at(3_600))).isEqualTo(Verdict.NONE);

    assertThat(life.verdict(true, at(3_601))).isEqualTo(Verdict.TOO_OLD);
  }

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}

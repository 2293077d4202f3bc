package dev.signalbox.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifeTests {
  @ParameterizedTest
  @CsvSource({"0, USUAL", "120, USUAL", "180, USUAL", "181, LONG", "600, LONG", "3600, VERY_LONG"})
  void aTokenOutlivesTheRequestThatCarriesItWhenHandedOutLast(long seconds, TokenLife expected) {
    TokenLife life = TokenLife.covering(Duration.ofSeconds(seconds));

    assertThat(life).isEqualTo(expected);
    assertThat(life.life().minus(life.reuse())).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
  }
}

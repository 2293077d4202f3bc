package dev.signalbox.kit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class UsdTests {
  private final JsonMapper json = JsonMapper.builder().build();

  record Bill(Usd total) {}

  @Test
  void amountsAreExact() {
    Usd tenth = Usd.of("0.1");

    assertThat(tenth.plus(Usd.of("0.2"))).isEqualTo(Usd.of("0.3"));
    assertThat(tenth.minus(Usd.of("0.3"))).isEqualTo(Usd.of("-0.2"));
    assertThat(tenth.minus(Usd.of("0.3")).isNegative()).isTrue();
    assertThat(Usd.of("0.000003").times(1_000_000)).isEqualTo(Usd.of("3"));
    assertThat(Usd.of("2.5").times(new BigDecimal("0.5"))).isEqualTo(Usd.of("1.25"));
  }

  @Test
  void trailingZerosMakeNoDifference() {
    assertThat(Usd.of("1.50")).isEqualTo(Usd.of("1.5")).hasSameHashCodeAs(Usd.of("1.5"));
    assertThat(Usd.of("0.000")).isEqualTo(Usd.ZERO);
    assertThat(Usd.of("1.50")).isGreaterThan(Usd.of("1.4999"));
  }

  @Test
  void jsonIsAPlainDecimalString() {
    assertThat(json.writeValueAsString(new Bill(Usd.of("1E+3")))).isEqualTo("{\"total\":\"1000\"}");
    assertThat(json.writeValueAsString(new Bill(Usd.of("0.000000123"))))
        .isEqualTo("{\"total\":\"0.000000123\"}");
    assertThat(json.readValue("{\"total\":\"0.000123\"}", Bill.class))
        .isEqualTo(new Bill(Usd.of("0.000123")));
  }

  @Test
  void whatIsNoDecimalNumberIsRefused() {
    assertThatThrownBy(() -> Usd.of("12 dollars")).isInstanceOf(NumberFormatException.class);
  }
}

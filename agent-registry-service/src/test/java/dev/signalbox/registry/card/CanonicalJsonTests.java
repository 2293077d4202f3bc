package dev.signalbox.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** RFC 8785, section 3.2.2. */
  @Test
  void writesTheExampleOfTheSpecification() {
    assertThat(
            canonical(
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void sortsNamesByTheirCodeUnits() {
    assertThat(canonical("{\"\\ud83d\\ude02\": 1, \"\\ufb33\": 2, \"b\": 3, \"B\": 4, \"\": 5}"))
        .isEqualTo("{\"\":5,\"B\":4,\"b\":3,\"\ud83d\ude02\":1,\"\ufb33\":2}");
  }

  /** From RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "9.999999999999997e22, 9.999999999999997e+22",
    "1e21, 1e+21",
    "999999999999999900000, 999999999999999900000",
    "0.000001, 0.000001",
    "1e-7, 1e-7",
    "333333333.3333332, 333333333.3333332",
    "-0.0000033333333333333333, -0.0000033333333333333333",
    "1424953923781206.2, 1424953923781206.2"
  })
  void writesNumbersAsEcmaScriptDoes(double number, String expected) {
    assertThat(CanonicalJson.number(number)).isEqualTo(expected);
  }

  private static String canonical(String json) {
    return new String(CanonicalJson.of(JSON.readTree(json)), StandardCharsets.UTF_8);
  }
}

package dev.signalbox.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ReportedCostTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openrouter | {\"prompt_tokens\": 9, \"cost\": 0.002103} | 0.002103",
        "openrouter | {\"model\": \"m\", \"usage\": {\"cost\": 0}} | 0",
        "openrouter | {\"cost\": 0.01, \"is_byok\": true, \"cost_details\":"
            + " {\"upstream_inference_cost\": 0.2}} | 0.21",
        "openrouter | {\"cost\": 0.01, \"is_byok\": false, \"cost_details\":"
            + " {\"upstream_inference_cost\": 0.01}} | 0.01",
        "perplexity | {\"cost\": {\"input_tokens_cost\": 0.001, \"total_cost\": 0.006}} | 0.006",
        "xai | {\"cost_in_usd_ticks\": 37756000} | 0.0037756",
        "deepinfra | {\"estimated_cost\": 0.0000123} | 0.0000123"
      })
  void isReadAsDollars(String provider, String report, BigDecimal cost) {
    assertThat(ReportedCost.of(provider, JsonMapper.shared().readTree(report)))
        .hasValueSatisfying(reported -> assertThat(reported).isEqualByComparingTo(cost));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openrouter | {\"prompt_tokens\": 9}",
        "openrouter | {\"cost\": null}",
        "openrouter | {\"cost\": -1}",
        "openrouter | {\"cost\": 1e30}",
        "openrouter | {\"cost\": 1e-41}",
        "openrouter | {\"cost\": \"0.1\"}",
        "openai | {\"cost\": 1}",
        "perplexity | {\"cost\": 1}"
      })
  void whatIsNotSaidIsNotInvented(String provider, String report) {
    assertThat(ReportedCost.of(provider, JsonMapper.shared().readTree(report))).isEmpty();
  }
}

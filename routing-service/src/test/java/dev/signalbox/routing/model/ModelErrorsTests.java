package dev.signalbox.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ModelErrorsTests {

  private static ModelException error(int status, String body) {
    return ModelErrors.of(
        status,
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        JsonMapper.builder().build());
  }

  @ParameterizedTest
  @CsvSource({
    "404, model_not_found, MODEL_UNKNOWN",
    "502, provider_unreachable, PROVIDER_UNAVAILABLE",
    "503, no_provider_key, PROVIDER_UNAVAILABLE",
    "503, provider_overloaded, PROVIDER_BUSY",
    "429, rate_limit_exceeded, PROVIDER_BUSY",
    "429, budget_exhausted, BUDGET_EXHAUSTED",
    "503, budget_unavailable, PROVIDER_UNAVAILABLE",
    "504, first_token_timeout, PROVIDER_TIMED_OUT",
    "504, deadline_exceeded, DEADLINE_EXCEEDED",
    "502, provider_cut_off, ANSWER_CUT_OFF",
    "502, provider_refused_credentials, PROVIDER_ERROR",
    "400, something_new, PROVIDER_REFUSED"
  })
  void readsTheGatewaysCodes(int status, String code, ModelFailure failure) {
    ModelException error =
        error(status, "{\"error\":{\"message\":\"Why\",\"type\":\"x\",\"code\":\"" + code + "\"}}");

    assertThat(error.failure()).isEqualTo(failure);
    assertThat(error).hasMessage("Why");
  }

  @Test
  void makesDoWithoutAnErrorObject() {
    assertThat(error(503, "<html>").failure()).isEqualTo(ModelFailure.PROVIDER_UNAVAILABLE);
    assertThat(error(503, "<html>")).hasMessage("The model gateway answered 503.");
    assertThat(error(504, "{\"code\":\"deadline_exceeded\"}").failure())
        .isEqualTo(ModelFailure.DEADLINE_EXCEEDED);
    assertThat(error(500, "{\"error\":{\"message\":\"" + "x".repeat(2_000) + "\"}}").getMessage())
        .hasSizeLessThan(600);
  }
}

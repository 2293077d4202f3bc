package dev.signalbox.mcppool.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RepeatingTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final RpcOutcome LOST = new RpcOutcome.Lost("it died");

  @Test
  void aLostCallIsRepeatedWhereThatDoesNoHarm() {
    assertThat(Repeatable.is(LOST, tool("{\"readOnlyHint\":true}"))).isTrue();
    assertThat(Repeatable.is(LOST, tool("{\"idempotentHint\":true}"))).isTrue();
    assertThat(Repeatable.is(RpcOutcome.Lost.unwritten("it died"), tool("{}"))).isTrue();
  }

  @Test
  void whatMayHaveHadAnEffectIsNot() {
    assertThat(Repeatable.is(LOST, tool("{}"))).isFalse();
    assertThat(Repeatable.is(LOST, tool("{\"readOnlyHint\":false}"))).isFalse();
  }

  @Test
  void onlyLostCallsAreRepeated() {
    Tool harmless = tool("{\"readOnlyHint\":true}");

    assertThat(Repeatable.is(new RpcOutcome.TimedOut(Duration.ZERO), harmless)).isFalse();
    assertThat(Repeatable.is(new RpcOutcome.Cancelled("left"), harmless)).isFalse();
    assertThat(Repeatable.is(new RpcOutcome.Refused(-32603, "no", null), harmless)).isFalse();
  }

  @Test
  void whenEverythingFailsATenthOfTheCallsIsRepeated() {
    RetryBudget budget = new RetryBudget();
    int repeated = 0;
    for (int call = 0; call < 1000; call++) {
      budget.called();
      repeated += budget.tryRetry() ? 1 : 0;
    }

    assertThat(repeated).isBetween(100, 111);
  }

  private static Tool tool(String annotations) {
    return Tool.of("any", JSON.readTree("{\"annotations\":" + annotations + "}"));
  }
}

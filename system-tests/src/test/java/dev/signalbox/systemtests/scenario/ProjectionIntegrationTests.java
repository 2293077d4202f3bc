package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a message leaves behind: in the projections, and in the state of its conversation. */
class ProjectionIntegrationTests {
  private final Platform platform = Platform.running();
  private final PlatformApi viewer = platform.api().as("viewer");
  private final JsonNode answer = platform.ask("Write a SQL query that finds duplicate orders");
  private final String conversation = answer.path("conversation_id").asString();
  private final String agent = answer.path("agent_id").asString();

  @Test
  void theThreeProjectionsShowTheMessage() {
    await("its timeline")
        .atMost(Duration.ofSeconds(60))
        .until(() -> kinds().containsAll(List.of("message_received", "routed", "answered")));
    await("its hour")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rows("agent-activity/hours?agent_id=" + agent).stream()
                    .anyMatch(hour -> hour.path("answered").asInt() > 0));
    BigDecimal shown = new BigDecimal(answer.path("cost_usd").asString());
    await("its day")
        .atMost(Duration.ofSeconds(60))
        .until(() -> spent("cost-per-day/days?agent_id=" + agent).compareTo(shown) >= 0);
    assertThat(rows(""))
        .extracting(projection -> projection.path("name").asString())
        .containsExactlyInAnyOrder("agent-activity", "conversation-timeline", "cost-per-day");
    assertThat(rows("")).allMatch(projection -> projection.path("state").asString().equals("live"));
  }

  @Test
  void theConversationIsSeenAsItWasAtEachOfItsVersions() {
    String stream = "/api/v1/streams/conversation%2F" + conversation;
    JsonNode now =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> viewer.read(stream + "/state"),
                state -> state.path("state").path("totals").path("answered").asInt() == 1);

    JsonNode first = viewer.read(stream + "/state?version=1");
    JsonNode diff = viewer.read(stream + "/diff?from_version=1");

    assertThat(first.path("state").path("totals").path("answered").asInt()).isZero();
    assertThat(diff.path("to").path("version").asLong())
        .isGreaterThanOrEqualTo(now.path("version").asLong());
    assertThat(diff.path("operations"))
        .extracting(operation -> operation.path("path").asString())
        .contains("/totals");
  }

  private List<String> kinds() {
    return rows("conversation-timeline/" + conversation).stream()
        .map(entry -> entry.path("kind").asString())
        .toList();
  }

  private BigDecimal spent(String path) {
    return rows(path).stream()
        .map(day -> new BigDecimal(day.path("cost_usd").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<JsonNode> rows(String path) {
    List<JsonNode> rows = new ArrayList<>();
    String all = path.isEmpty() ? "/api/v1/projections" : "/api/v1/projections/" + path;
    if (viewer.get(all).statusCode() == 200) {
      viewer.read(all).path("data").forEach(rows::add);
    }
    return rows;
  }
}

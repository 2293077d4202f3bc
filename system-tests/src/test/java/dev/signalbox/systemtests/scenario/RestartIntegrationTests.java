package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code down} leaves no process, and {@code up} finds everything as it was. */
class RestartIntegrationTests {
  private final Platform platform = Platform.running();

  @Test
  void conversationsKeysUsageAndEventsSurviveAndNoProcessIsLeft() {
    platform.ask("Write a SQL query that finds duplicate orders");
    PlatformApi api = platform.api();
    api.post("/api/v1/keys", "{\"name\":\"survivor\",\"role\":\"viewer\"}");
    Remembered before = Remembered.of(api);
    List<Long> pids = pids();

    platform.down();

    assertThat(pids).hasSizeGreaterThan(8);
    assertThat(pids)
        .noneMatch(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    assertThat(processesOf(platform.home().toString())).isEmpty();

    platform.up();

    Remembered after = Remembered.of(platform.api());
    assertThat(platform.key()).isEqualTo(api.key());
    assertThat(after.conversations()).containsAll(before.conversations());
    assertThat(after.keys()).containsAll(before.keys());
    assertThat(after.ledger()).containsAll(before.ledger());
    assertThat(after.events()).containsAll(before.events());
  }

  private List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    platform.status().path("parts").forEach(part -> pids.add(part.path("pid").asLong()));
    return pids;
  }

  /** Every process on this machine whose command line names the platform's folder. */
  private static List<String> processesOf(String folder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder))
        .toList();
  }

  private record Remembered(
      TreeSet<String> conversations,
      TreeSet<String> keys,
      TreeSet<String> ledger,
      TreeSet<String> events) {

    static Remembered of(PlatformApi api) {
      return new Remembered(
          ids(api.readAll("/api/v1/conversations?limit=100", "cursor"), "conversation_id"),
          ids(api.readAll("/api/v1/keys?limit=100", "cursor"), "id"),
          ids(api.readAll("/api/v1/usage?limit=200", "cursor"), "attempt_id"),
          ids(api.readAll("/api/v1/events?limit=500", "after"), "id"));
    }

    private static TreeSet<String> ids(List<JsonNode> rows, String field) {
      assertThat(rows).isNotEmpty().allMatch(row -> row.path(field).isString());
      return rows.stream()
          .map(row -> row.path(field).asString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}

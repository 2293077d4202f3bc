package dev.signalbox.registry.web;

import static dev.signalbox.registry.web.AgentsIntegrationTests.gardener;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class TransferIntegrationTests {

  @Autowired ServiceClient client;

  @ParameterizedTest
  @ValueSource(strings = {"json", "yaml"})
  void whatWasExportedCanBeBroughtInAgain(String format) {
    String id = "travelling-" + format;
    client.post("/api/v1/agents", gardener(id, "Knows: plants, and \\\"more\\\"\\n- or less #1."));
    Answer before = client.get("/api/v1/agents/" + id);

    Answer file = client.get("/api/v1/agents/export?format=%s&tag=".formatted(format));
    assertThat(file.status()).isEqualTo(400);
    file = client.get("/api/v1/agents/export?capability=plant_care&format=" + format);
    assertThat(file.header("Content-Type")).startsWith("application/" + format);
    assertThat(file.body()).contains(id).doesNotContain("revision");

    Answer same = bringIn(file.body(), format, false);
    assertThat(same.json().path("agents").findValuesAsString("outcome"))
        .isNotEmpty()
        .containsOnly("unchanged");

    client.delete("/api/v1/agents/" + id);
    Answer again = bringIn(file.body(), format, false);
    assertThat(again.json().path("agents").findValuesAsString("outcome")).containsOnlyOnce("added");
    assertThat(client.get("/api/v1/agents/" + id).json().path("description"))
        .isEqualTo(before.json().path("description"));
  }

  @Test
  void aPreviewChangesNothing() {
    client.post("/api/v1/agents", gardener("previewed", "Knows plants."));
    String file =
        "[%s, %s]"
            .formatted(gardener("previewed", "Knows trees."), gardener("previewed-new", "Is new."));

    Answer preview = bringIn(file, "json", true);

    assertThat(preview.json().path("applied").booleanValue()).isFalse();
    assertThat(preview.json().path("agents").findValuesAsString("outcome"))
        .containsExactly("changed", "added");
    assertThat(preview.json().path("agents").path(0).path("changes").findValuesAsString("path"))
        .containsExactly("description");
    assertThat(client.get("/api/v1/agents/previewed-new").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/agents/previewed").body()).contains("Knows plants.");
  }

  @Test
  void oneRefusedAgentKeepsAllOut() {
    String file =
        "[%s, %s, %s, %s]"
            .formatted(
                gardener("all-or-nothing", "Good."),
                gardener("Not A Slug", "Bad."),
                gardener("all-or-nothing", "Twice."),
                gardener("lonely", "x").replaceFirst("\\{", "{\"backup_agent_id\": \"nowhere\","));

    Answer refused = bringIn(file, "json", false);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problemCode()).isEqualTo("import_refused");
    assertThat(refused.json().path("agents").findValuesAsString("outcome"))
        .containsExactly("added", "refused", "refused", "refused");
    assertThat(refused.body().toLowerCase(Locale.ROOT)).contains("twice", "backup_agent_id");
    assertThat(client.get("/api/v1/agents/all-or-nothing").status()).isEqualTo(404);
  }

  @Test
  void agentsOfOneFileMayBeEachOthersBackup() {
    String file =
        "[%s, %s]"
            .formatted(
                gardener("left-hand", "x")
                    .replaceFirst("\\{", "{\"backup_agent_id\": \"right-hand\","),
                gardener("right-hand", "x")
                    .replaceFirst("\\{", "{\"backup_agent_id\": \"left-hand\","));

    assertThat(bringIn(file, "json", false).status()).isEqualTo(200);
    assertThat(client.get("/api/v1/agents/left-hand").body()).contains("right-hand");
  }

  @Test
  void refusesWhatIsNoFileAndWhoMayNot() {
    assertThat(bringIn("{", "json", false).status()).isEqualTo(400);
    assertThat(bringIn("agents: [", "yaml", false).status()).isEqualTo(400);
    assertThat(client.post("/api/v1/agents/imports?format=xml", "[]").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/agents/export?format=xml").status()).isEqualTo(400);
    assertThat(client.as(Role.OPERATOR).post("/api/v1/agents/imports", "[]").status())
        .isEqualTo(403);
  }

  private Answer bringIn(String file, String format, boolean dryRun) {
    return client
        .with("Content-Type", "application/" + format)
        .post("/api/v1/agents/imports?format=%s&dry_run=%s".formatted(format, dryRun), file);
  }
}

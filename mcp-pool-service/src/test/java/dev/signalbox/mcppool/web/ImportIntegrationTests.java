package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class ImportIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final String IMPORTS = SERVERS + "/imports";
  private static final String DOCUMENT =
      """
      "document": {"mcpServers": {
        "Good One": {"command": "node", "args": ["a.js"], "env": {"TOKEN": "s3cret"}},
        "remote": {"url": "http://127.0.0.1:9/mcp", "headers": {"Authorization": "Bearer ${KEY}"}},
        "shell": {"command": "sh", "args": ["-c", "true"]},
        "off": {"command": "node", "disabled": true},
        "good-one": {"command": "node"}}},
      "inputs": {"KEY": "k3y"}
      """;

  private final ServiceClient client;

  ImportIntegrationTests(@Autowired ServiceClient client) {
    this.client = client;
  }

  @AfterEach
  void removeServers() {
    client
        .get(SERVERS)
        .json()
        .get("data")
        .forEach(server -> client.delete(SERVERS + "/" + server.get("id").stringValue()));
  }

  @Test
  void aPreviewSaysWhatWouldBecomeOfEachServerAndRegistersNone() {
    Answer answer = client.post(IMPORTS, "{" + DOCUMENT + "}");

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("s3cret", "k3y");
    assertThat(answer.json().get("applied").booleanValue()).isFalse();
    assertThat(statuses(answer)).containsExactly("ready", "ready", "refused", "skipped", "refused");
    assertThat(answer.json().at("/data/0/id").stringValue()).isEqualTo("good-one");
    assertThat(answer.json().at("/data/0/transport/env/TOKEN/source").stringValue())
        .isEqualTo("value");
    assertThat(answer.json().at("/data/2/problems/0/field").stringValue()).isEqualTo("command");
    assertThat(answer.json().at("/data/4/problems/0/message").stringValue()).contains("is taken");
    assertThat(client.get(SERVERS).json().get("data")).isEmpty();
  }

  @Test
  void oneThatIsRefusedLeavesAllOut() {
    Answer answer = client.post(IMPORTS, "{" + DOCUMENT + ", \"apply\": true}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("import_refused");
    assertThat(fields(answer)).containsExactly("document.shell.command", "document.good-one");
    assertThat(client.get(SERVERS).json().get("data")).isEmpty();
  }

  @Test
  void thoseThatAreWantedAreRegisteredTogether() {
    Answer answer =
        client.post(
            IMPORTS,
            "{" + DOCUMENT + ", \"servers\": [\"Good One\", \"remote\"], \"apply\": true}");

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(statuses(answer))
        .containsExactly("registered", "registered", "skipped", "skipped", "skipped");
    assertThat(client.get(SERVERS + "/good-one").json().at("/transport/command").stringValue())
        .isEqualTo("node");
    assertThat(client.get(SERVERS + "/remote").status()).isEqualTo(200);
    assertThat(statuses(client.post(IMPORTS, "{" + DOCUMENT + "}")).subList(0, 2))
        .containsExactly("refused", "refused");
  }

  @Test
  void whatIsNoImportIsRefusedAndOnlyAdminsImport() {
    assertThat(client.as(Role.OPERATOR).post(IMPORTS, "{" + DOCUMENT + "}").status())
        .isEqualTo(403);
    assertThat(fields(client.post(IMPORTS, "{}"))).containsExactly("document");
    assertThat(fields(client.post(IMPORTS, "{\"document\": {\"servers\": 5}}")))
        .containsExactly("document");
    assertThat(fields(client.post(IMPORTS, "{" + DOCUMENT + ", \"servers\": [\"other\"]}")))
        .containsExactly("servers");
  }

  private static List<String> statuses(Answer answer) {
    return texts(answer.json().get("data"), "status");
  }

  private static List<String> fields(Answer answer) {
    return texts(answer.json().get("errors"), "field");
  }

  private static List<String> texts(JsonNode array, String member) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.get(member).stringValue())
        .toList();
  }
}

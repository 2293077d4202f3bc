package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.testing.FakeRestApi;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ServiceIntegrationTest
class RestApiIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FakeRestApi api = new FakeRestApi();
  private final ServiceClient client;
  private final JdbcClient database;

  RestApiIntegrationTests(@Autowired ServiceClient client, @Autowired JdbcClient database) {
    this.client = client;
    this.database = database;
  }

  @AfterEach
  void removeServer() {
    client.delete(SERVERS + "/pets");
    api.close();
  }

  @Test
  void aRestApiIsAServerLikeAnyOther() {
    Answer registered =
        register(
            Map.of("url", api.url("/openapi.yaml"), "headers", Map.of("Authorization", "s3cret")));
    assertThat(registered.status()).describedAs(registered.body()).isEqualTo(201);
    assertThat(registered.body()).doesNotContain("s3cret");
    assertThat(registered.json().at("/transport/base_url").stringValue())
        .isEqualTo(api.url("/api/v1"));
    assertThat(registered.json().get("description").stringValue()).isEqualTo("Pets");

    assertThat(client.get(SERVERS + "/pets/tools").json().get("data").valueStream())
        .extracting(tool -> tool.get("name").stringValue())
        .contains("get_pet", "putPet");
    Answer called = call("get_pet", "{\"petId\": \"7\"}");
    assertThat(called.json().at("/structured_content/uri").stringValue())
        .isEqualTo("/api/v1/pets/7");
    assertThat(called.json().at("/structured_content/authorized").booleanValue()).isTrue();
    assertThat(call("get_pet", "{}").problemCode()).isEqualTo("invalid_arguments");

    client.delete(SERVERS + "/pets");
    assertThat(database.sql("SELECT count(*) FROM openapi_document").query(Integer.class).single())
        .isZero();
  }

  @Test
  void keysInTheQueryAndCookiesAreKeptAsHeadersAre() {
    Answer registered =
        register(
            Map.of(
                "url",
                api.url("/openapi.yaml"),
                "query",
                Map.of("key", "s3cret-key"),
                "cookies",
                Map.of("session", "s3cret-session")));
    assertThat(registered.status()).describedAs(registered.body()).isEqualTo(201);
    assertThat(registered.json().at("/transport/query/key/source").stringValue())
        .isEqualTo("value");
    assertThat(
            database
                .sql("SELECT transport::text FROM server WHERE id = 'pets'")
                .query(String.class)
                .single())
        .contains("\"query\"")
        .doesNotContain("s3cret");

    Answer called = call("get_pet", "{\"petId\": \"7\"}");
    assertThat(called.json().at("/structured_content/uri").stringValue())
        .isEqualTo("/api/v1/pets/7?key=***");
    assertThat(called.json().at("/structured_content/cookie").stringValue())
        .isEqualTo("session=***");
    assertThat(client.delete(SERVERS + "/pets").status()).isEqualTo(204);
    assertThat(refusedField(Map.of("url", api.url("/openapi.yaml"), "cookies", Map.of("a", "b;c"))))
        .isEqualTo("transport.cookies.a");
  }

  @Test
  void aDocumentCanBeGivenAndWhatIsWrongIsNamed() {
    Map<String, Object> given =
        Map.of("document", FakeRestApi.DOCUMENT, "base_url", api.url("/api/v1"));
    assertThat(register(given).status()).isEqualTo(201);
    assertThat(call("get_pet", "{\"petId\": \"8\"}").status()).isEqualTo(200);

    assertThat(refusedField(Map.of())).isEqualTo("transport.document");
    assertThat(refusedField(Map.of("document", "{}"))).isEqualTo("transport.document");
    assertThat(refusedField(Map.of("document", FakeRestApi.DOCUMENT)))
        .isEqualTo("transport.base_url");
    assertThat(
            refusedField(
                Map.of("document", FakeRestApi.DOCUMENT, "base_url", "http://169.254.169.254/")))
        .isEqualTo("transport.base_url");
    assertThat(refusedField(Map.of("url", "http://169.254.169.254/openapi.json")))
        .isEqualTo("transport.url");
  }

  private String refusedField(Map<String, Object> transport) {
    Answer answer = register(transport);
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(400);
    return answer.json().at("/errors/0/field").stringValue();
  }

  private Answer register(Map<String, Object> transport) {
    Map<String, Object> typed = new HashMap<>(transport);
    typed.put("type", "openapi");
    return client.post(SERVERS, JSON.writeValueAsString(Map.of("id", "pets", "transport", typed)));
  }

  private Answer call(String tool, String arguments) {
    return client.post(
        SERVERS + "/pets/tools/" + tool + "/call", "{\"arguments\":" + arguments + "}");
  }
}

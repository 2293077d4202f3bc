package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.testing.FakeAuthorizationServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class AuthorizationIntegrationTests {
  private static final String SERVER = "/api/v1/mcp/servers/granted";
  private static final String AUTHORIZATION = SERVER + "/authorization";
  private static final String COMPLETE = "/api/v1/mcp/authorizations";

  private final FakeAuthorizationServer remote = new FakeAuthorizationServer();
  private final ServiceClient client;
  private final JdbcClient database;
  private final RecordedEvents recorded;

  AuthorizationIntegrationTests(
      @Autowired ServiceClient client,
      @Autowired JdbcClient database,
      @Autowired RecordedEvents recorded) {
    this.client = client;
    this.database = database;
    this.recorded = recorded;
  }

  @BeforeEach
  void registerServer() {
    Answer answer =
        client.post(
            "/api/v1/mcp/servers",
            """
            {"id": "granted", "transport": {"type": "streamable_http", "url": "%s", "oauth": {}}}
            """
                .formatted(remote.url("/mcp")));
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
  }

  @AfterEach
  void removeServer() {
    client.delete(SERVER);
    remote.close();
  }

  @Test
  void aPersonGrantsAccessOnce() {
    Answer without = client.get(SERVER + "/tools");
    assertThat(without.problemCode()).isEqualTo("mcp_server_unavailable");
    assertThat(without.body()).contains("nobody has granted access");
    assertThat(status()).isEqualTo("none");

    FakeAuthorizationServer.Approval approval = remote.approve(begin());
    assertThat(complete(approval).status()).isEqualTo(200);

    assertThat(status()).isEqualTo("granted");
    assertThat(call().json().at("/content/0/text").stringValue()).isEqualTo("you");
    assertThat(remote.tokenForms().getFirst())
        .containsEntry("resource", remote.url("/mcp"))
        .containsEntry("client_id", "registered-client")
        .containsKey("code_verifier");
    assertThat(complete(approval).json().at("/errors/0/field").stringValue()).isEqualTo("state");
    assertThat(client.get(AUTHORIZATION).body()).doesNotContain("s3cret");
    assertThat(database.sql("SELECT sealed::text FROM oauth_grant").query(String.class).single())
        .doesNotContain("s3cret", "registered-client");
  }

  @Test
  void aPersonsBrowserBringsTheCodeBackItself() {
    FakeAuthorizationServer.Approval approval = remote.approve(begin());
    ServiceClient browser = client.withoutToken();
    Answer page = browser.get(back(approval.state(), approval.code()));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.body()).contains("Access to &quot;granted&quot; is granted");
    assertThat(status()).isEqualTo("granted");
    assertThat(call().status()).isEqualTo(200);
    assertThat(event("signalbox.mcp.access-granted.v1").get("granted_by").stringValue())
        .startsWith("key_");

    Answer again = browser.get(back(approval.state(), approval.code()));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("Access was not granted", "begin again");
    Answer refused =
        browser.get("/api/v1/mcp/oauth/callback?error=access_denied&error_description=%3Cb%3Eno");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("access_denied, &lt;b&gt;no");
    assertThat(browser.get("/api/v1/mcp/oauth/callback").body()).contains("nothing to do here");
  }

  @Test
  void authorizationServersFindWhatThisServiceIs() {
    JsonNode document = client.withoutToken().get("/api/v1/mcp/oauth/client").json();

    assertThat(document.get("client_id").stringValue())
        .isEqualTo("https://conformance-test.local/client-metadata.json");
    assertThat(document.get("redirect_uris").get(0).stringValue()).endsWith("/oauth/callback");
    assertThat(document.get("token_endpoint_auth_method").stringValue()).isEqualTo("none");
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnceForAllAndTheCallsGoOn() throws InterruptedException {
    grant();
    assertThat(call().status()).isEqualTo(200);
    remote.endAccess();

    Callable<Answer> call = this::call;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(executor.invokeAll(Collections.nCopies(8, call)))
          .allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(200));
    }
    assertThat(remote.refreshes()).isEqualTo(1);
    assertThat(client.post("/api/v1/mcp/credentials/rotate", "").json().get("remaining").intValue())
        .isZero();
  }

  @Test
  void accessThatWasWithdrawnIsSaidSoUntilItIsGrantedAnew() {
    grant();
    assertThat(call().status()).isEqualTo(200);
    remote.revoke();

    assertThat(call().status()).isEqualTo(503);
    await().untilAsserted(() -> assertThat(status()).isEqualTo("ended"));
    assertThat(client.get(AUTHORIZATION).json().get("reason").stringValue())
        .contains("invalid_grant");
    grant();
    await().untilAsserted(() -> assertThat(call().status()).isEqualTo(200));
  }

  @Test
  void accessIsForgotten() {
    grant();
    assertThat(client.delete(AUTHORIZATION).status()).isEqualTo(204);

    assertThat(status()).isEqualTo("none");
    assertThat(call().status()).isEqualTo(503);
    await().until(() -> remote.revoked().size() == 1);
    assertThat(remote.revoked().getFirst())
        .containsEntry("client_id", "registered-client")
        .containsEntry("token_type_hint", "refresh_token")
        .hasEntrySatisfying("token", token -> assertThat(token).startsWith("s3cret-refresh"));
    assertThat(event("signalbox.mcp.access-granted.v1").get("issuer").stringValue())
        .isEqualTo(remote.url("/auth"));
    assertThat(event("signalbox.mcp.access-forgotten.v1").get("revocable").booleanValue()).isTrue();
    assertThat(client.delete(AUTHORIZATION).status()).isEqualTo(204);
  }

  @Test
  void accessEndsWithItsServer() {
    grant();
    assertThat(client.delete(SERVER).status()).isEqualTo(204);

    await().until(() -> remote.revoked().size() == 1);
  }

  private JsonNode event(String type) {
    JsonNode data =
        recorded
            .awaitEvent(
                Topics.MCP,
                event ->
                    event.type().equals(type)
                        && event.data().path("issuer").asString("").equals(remote.url("/auth")))
            .data();
    assertThat(data.toString()).doesNotContain("s3cret");
    return data;
  }

  @Test
  void accessIsKeptByAChangeAndEndsWhenTheServerMoves() {
    grant();
    assertThat(replace(remote.url("/mcp")).status()).isEqualTo(200);
    assertThat(status()).isEqualTo("granted");
    assertThat(call().status()).isEqualTo(200);
    FakeAuthorizationServer.Approval underWay = remote.approve(begin());

    assertThat(replace(remote.url("/elsewhere")).status()).isEqualTo(200);
    assertThat(status()).isEqualTo("none");
    assertThat(complete(underWay).json().at("/errors/0/field").stringValue()).isEqualTo("state");
  }

  @Test
  void whatNobodyAskedForIsRefused() {
    FakeAuthorizationServer.Approval approval = remote.approve(begin());
    Answer other =
        client.post(
            COMPLETE,
            "{\"state\": \"%s\", \"code\": \"%s\", \"iss\": \"https://other.example.com\"}"
                .formatted(approval.state(), approval.code()));
    assertThat(other.json().at("/errors/0/field").stringValue()).isEqualTo("iss");
    assertThat(complete(approval).json().at("/errors/0/field").stringValue()).isEqualTo("state");
    FakeAuthorizationServer.Approval wrong =
        new FakeAuthorizationServer.Approval(
            "code-unknown", remote.approve(begin()).state(), remote.url("/auth"));
    assertThat(complete(wrong).problemCode()).isEqualTo("authorization_failed");
    assertThat(client.post(COMPLETE, "{}").status()).isEqualTo(400);
    assertThat(client.as(Role.OPERATOR).post(AUTHORIZATION, "").status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).post(COMPLETE, "{}").status()).isEqualTo(403);
    assertThat(client.post("/api/v1/mcp/servers/unknown/authorization", "").problemCode())
        .isEqualTo("unknown_mcp_server");
  }

  private void grant() {
    assertThat(complete(remote.approve(begin())).status()).isEqualTo(200);
  }

  private String begin() {
    Answer begun = client.post(AUTHORIZATION, "");
    assertThat(begun.status()).describedAs(begun.body()).isEqualTo(200);
    String url = begun.json().get("authorization_url").stringValue();
    assertThat(url)
        .startsWith(remote.url("/auth/authorize?"))
        .contains("code_challenge_method=S256", "scope=tools+offline_access", "resource=");
    return url;
  }

  private Answer complete(FakeAuthorizationServer.Approval approval) {
    return client.post(
        COMPLETE,
        "{\"state\": \"%s\", \"code\": \"%s\", \"iss\": \"%s\"}"
            .formatted(approval.state(), approval.code(), approval.issuer()));
  }

  private String back(String state, String code) {
    return "/api/v1/mcp/oauth/callback?state=%s&code=%s&iss=%s"
        .formatted(state, code, URLEncoder.encode(remote.url("/auth"), StandardCharsets.UTF_8));
  }

  private Answer replace(String url) {
    return client.put(
        SERVER,
        """
        {"transport": {"type": "streamable_http", "url": "%s", "oauth": {}}, "pool": {"max": 2}}
        """
            .formatted(url));
  }

  private String status() {
    JsonNode json = client.get(AUTHORIZATION).json();
    return json.get("status").stringValue();
  }

  private Answer call() {
    return client.post(SERVER + "/tools/whoami/call", "{\"arguments\": {}}");
  }
}

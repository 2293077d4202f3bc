package dev.signalbox.mcppool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.credential.SealedRows.Rotation;
import dev.signalbox.mcppool.credential.Sealing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@ServiceIntegrationTest
class ServerCredentialsIntegrationTests {
  private static final String PRESENT = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
  private static final String NEXT = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";
  private static final ServerId ID = new ServerId("sealed");
  private static final String FORM =
      """
      {"id": "sealed", "transport": {"type": "streamable_http", "url": "http://127.0.0.1:9/mcp",
       "headers": {"Authorization": "Bearer s3cret", "X-Other": {"secret": "test-token"}}}}
      """;

  private final ServiceClient client;
  private final JdbcClient database;
  private final Servers servers;
  private final ServerCredentials credentials;
  private final TransactionOperations transactions;

  ServerCredentialsIntegrationTests(
      @Autowired ServiceClient client,
      @Autowired JdbcClient database,
      @Autowired Servers servers,
      @Autowired ServerCredentials credentials,
      @Autowired TransactionOperations transactions) {
    this.client = client;
    this.database = database;
    this.servers = servers;
    this.credentials = credentials;
    this.transactions = transactions;
  }

  @AfterEach
  void removeServer() {
    client.delete("/api/v1/mcp/servers/sealed");
  }

  @Test
  void whatIsStoredIsSealed() {
    register();

    assertThat(stored()).doesNotContain("s3cret").contains("sealed", "test-token");
    assertThat(header(new Sealing(PRESENT, List.of()))).isEqualTo("Bearer s3cret");
  }

  @Test
  void whatAnEarlierVersionStoredInTheClearIsSealedAtTheStart() {
    register();
    database
        .sql(
            """
            UPDATE server SET transport = jsonb_set(transport, '{headers,Authorization}', '"Bearer 0ld"')
             WHERE id = 'sealed'
            """)
        .update();
    long version = servers.find(ID).orElseThrow().version();
    assertThat(new ServerCredentials(servers, Sealing.off(), transactions).sealClear()).isZero();
    assertThat(stored()).contains("0ld");

    assertThat(credentials.sealClear()).isEqualTo(1);

    assertThat(stored()).doesNotContain("0ld");
    assertThat(header(new Sealing(PRESENT, List.of()))).isEqualTo("Bearer 0ld");
    assertThat(servers.find(ID).orElseThrow().version()).isEqualTo(version);
    assertThat(credentials.sealClear()).isZero();
  }

  @Test
  void aRotationPutsEveryKeyUnderTheNextSecretAndTheOldOneCanGo() {
    register();
    Sealing both = new Sealing(NEXT, List.of(PRESENT));

    assertThat(new ServerCredentials(servers, both, transactions).rotate())
        .isEqualTo(new Rotation(1, 0));

    assertThat(header(new Sealing(NEXT, List.of()))).isEqualTo("Bearer s3cret");
    assertThatThrownBy(() -> header(new Sealing(PRESENT, List.of())))
        .hasMessageContaining("\"Authorization\" was sealed with another SIGNALBOX_SECRET");
    assertThat(credentials.rotate()).isEqualTo(new Rotation(0, 1));
    assertThat(new ServerCredentials(servers, both, transactions).rotate())
        .isEqualTo(Rotation.NONE);
  }

  @Test
  void onlyAdminsRotate() {
    String path = "/api/v1/mcp/credentials/rotate";
    assertThat(client.as(Role.OPERATOR).post(path, "").status()).isEqualTo(403);
    assertThat(client.post(path, "").json().get("remaining").intValue()).isZero();
  }

  private void register() {
    assertThat(client.post("/api/v1/mcp/servers", FORM).status()).isEqualTo(201);
  }

  private String stored() {
    return database
        .sql("SELECT transport::text FROM server WHERE id = 'sealed'")
        .query(String.class)
        .single();
  }

  private String header(Sealing sealing) {
    Transport.StreamableHttp http =
        (Transport.StreamableHttp) servers.find(ID).orElseThrow().transport();
    return String.valueOf(
        new Secrets(Map.of("test-token", "x"), sealing)
            .reveal(http.headers())
            .get("Authorization"));
  }
}

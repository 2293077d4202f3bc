package dev.signalbox.mcppool.connection;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.openapi.OpenApiProperties;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.BuiltIn;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.testing.FakeMailboxApi;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.JsonNodeFactory;

class LocalConnectorTests {
  private final FakeMailboxApi api = new FakeMailboxApi();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));

  @AfterEach
  void close() {
    connections.close();
    api.close();
  }

  @Test
  void helpScoutIsAServerLikeAnyOther() throws ConnectFailed {
    McpConnection connection = connector("app-secret").connect(ofSeconds(10));

    assertThat(connection.negotiated().serverName()).isEqualTo("help-scout");
    ToolListing.Listed listed = (ToolListing.Listed) connection.listTools(ofSeconds(10));
    Tool tool = listed.find("list_tags").orElseThrow();
    assertThat(
            connection.callTool(
                ToolInvocation.of(tool, JsonNodeFactory.instance.objectNode()), ofSeconds(10)))
        .isInstanceOf(RpcOutcome.Answered.class);
    assertThat(connection.probe(ofSeconds(10))).isInstanceOf(RpcOutcome.Answered.class);
    connection.close();
    assertThat(connection.end()).isDone();
  }

  @Test
  void whyItCannotWorkIsSaid() {
    assertThatThrownBy(() -> connector("other").connect(ofSeconds(10)))
        .isInstanceOf(ConnectFailed.class)
        .hasMessageContaining("refused client_id and client_secret");
    assertThatThrownBy(() -> connector("missing").connect(ofSeconds(10)))
        .isInstanceOf(ConnectFailed.class)
        .hasMessageContaining("\"missing\" is not configured");
  }

  private LocalConnector connector(String secret) {
    Secrets secrets =
        new Secrets(
            Map.of("app-secret", FakeMailboxApi.CLIENT_SECRET, "other", "wrong"), Sealing.off());
    Transport.Local local =
        new Transport.Local(
            BuiltIn.HELP_SCOUT,
            Map.of(
                "client_id", new SecretValue.Literal(FakeMailboxApi.CLIENT_ID),
                "client_secret", new SecretValue.Reference(secret)));
    LocalServers locals =
        new LocalServers(
            new HttpCalls(connections),
            secrets,
            id -> Optional.empty(),
            new OpenApiProperties(DataSize.ofMegabytes(1), 100, DataSize.ofKilobytes(64)),
            api.url());
    return new LocalConnector(
        () -> locals.server(local),
        new ConnectionLimits(1 << 20, 8, 8, new ToolRules(100, ofSeconds(60)), ofSeconds(5)),
        new ServerLists(Clock.systemUTC()));
  }
}

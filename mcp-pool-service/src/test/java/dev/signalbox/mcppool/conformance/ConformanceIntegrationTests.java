package dev.signalbox.mcppool.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.testing.NpmFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the protocol's conformance tool requires of a server and of a client. It fails on what it
 * finds and is not in the file of expected failures, and on what is there and it does not find.
 */
@ServiceIntegrationTest
class ConformanceIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";

  private final ServiceClient client;

  ConformanceIntegrationTests(@Autowired ServiceClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void everyExpectedFailureHasAReason(String revision) {
    assertThat(ExpectedFailures.withoutReason(revision)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void agentsMeetAConformingServer(String revision) {
    ObjectNode server = JsonNodeFactory.instance.objectNode().put("id", "conformance");
    ObjectNode transport = server.putObject("transport");
    transport.put("type", "stdio").put("command", "node");
    transport.putArray("args").add(NpmFolder.resource("/conformance/server.mjs").toString());
    Answer registered = client.post(SERVERS, server);
    assertThat(registered.status()).describedAs(registered.body()).isEqualTo(201);
    try (ForwardingProxy proxy = ForwardingProxy.to(client)) {
      ConformanceTool.Report report =
          new ConformanceTool(revision).testServer(proxy.url("/mcp/conformance"));
      assertThat(report.exitCode()).describedAs(report.output()).isZero();
    } finally {
      client.delete(SERVERS + "/conformance");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void serversMeetAConformingClient(String revision) {
    try (ConformanceClient pool = new ConformanceClient(client)) {
      ConformanceTool.Report report =
          new ConformanceTool(revision)
              .testClient(NpmFolder.resource("/conformance/relay.mjs"), pool.url());
      assertThat(report.exitCode()).describedAs(report.output()).isZero();
    }
  }
}

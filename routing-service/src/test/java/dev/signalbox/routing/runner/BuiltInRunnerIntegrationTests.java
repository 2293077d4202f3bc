package dev.signalbox.routing.runner;

import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.model.ModelGateway;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.testing.AgentRunnerContract;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import dev.signalbox.routing.tool.PoolTools;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class BuiltInRunnerIntegrationTests extends RoutingTest implements AgentRunnerContract {

  @Autowired private Runners runners;
  @Autowired private PlatformHttp http;
  @Autowired private PoolTools tools;
  private boolean nobody;

  @Override
  public AgentRunner runner() {
    return nobody
        ? new BuiltInRunner(
            new ModelGateway(
                http, URI.create("http://localhost:1"), JsonMapper.builder().build(), 1_000),
            tools,
            8)
        : runners.of(AgentKind.BUILT_IN);
  }

  @Override
  public Work work(String message, Relay relay) {
    Agent agent =
        Agent.builtIn(
            "near",
            "Near",
            "",
            "You are near.",
            List.of(),
            new Models(List.of(), List.of(), null),
            List.of());
    return new Work(
        agent,
        "groq/llama",
        List.of(),
        message,
        null,
        Instant.EPOCH,
        relay,
        null,
        "conv_1",
        "msg_1",
        "run_1",
        "evt_1");
  }

  @Override
  public Work workForNobody() {
    nobody = true;
    return work("Hello", Relay.NOTHING);
  }

  @Override
  public Reply saying(String... pieces) {
    return Reply.saying(pieces);
  }

  @Override
  public Reply cutAfter(String... pieces) {
    return Reply.cutAfter(pieces);
  }

  @Override
  public Reply endless() {
    return Reply.endless();
  }

  @Override
  public void next(Reply... replies) {
    PLATFORM.next(replies);
  }

  @Override
  public String lastCall() {
    return PLATFORM.modelCalls().getLast().body().toString();
  }

  @Override
  public int disconnected() {
    return PLATFORM.disconnected();
  }
}

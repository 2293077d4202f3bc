package dev.signalbox.routing.testing;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.agent.Limits;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Standing;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.Runners;
import dev.signalbox.routing.runner.Work;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A runner of agents that run elsewhere, and such an agent. */
public abstract class RemoteRunnerTest extends RoutingTest implements AgentRunnerContract {

  protected FakeAgent remote = FakeAgent.start();
  protected String conversation = "";

  @Autowired private Runners runners;

  private final AgentKind kind;

  protected RemoteRunnerTest(AgentKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void beginAConversation() {
    conversation = IdKind.CONVERSATION.next();
    jdbc.sql(
            """
            INSERT INTO conversations (conversation_id, owner, title, created_at, updated_at)
            VALUES (:id, 'user:a/b', 'x', now(), now())""")
        .param("id", conversation)
        .update();
  }

  @AfterEach
  void stopTheAgent() {
    remote.close();
  }

  protected Endpoint endpoint(URI url) {
    return new Endpoint(url, null, null, null, "far-model", null);
  }

  protected Agent agent(Endpoint endpoint) {
    return new Agent(
        "far",
        "Far",
        "",
        kind,
        "",
        List.of(),
        new Models(List.of(), List.of(), null),
        List.of(),
        endpoint,
        Standing.ACTIVE,
        Limits.NONE);
  }

  protected Work work(Agent agent, String message, Relay relay) {
    return new Work(
        agent,
        "",
        List.of(),
        message,
        "{\"ticket\":7,\"user_preferences\":{\"tone\":\"short\"}}",
        Instant.parse("2026-11-29T11:00:00Z"),
        relay,
        null,
        conversation,
        IdKind.MESSAGE.next(),
        IdKind.RUN.next(),
        IdKind.EVENT.next());
  }

  @Override
  public AgentRunner runner() {
    return runners.of(kind);
  }

  @Override
  public Work work(String message, Relay relay) {
    return work(agent(endpoint(remote.url())), message, relay);
  }

  @Override
  public Work workForNobody() {
    return work(agent(endpoint(URI.create("http://localhost:1/"))), "Hello", Relay.NOTHING);
  }

  @Override
  public void next(Reply... replies) {
    remote.next(replies);
  }

  @Override
  public String lastCall() {
    return remote.calls().getLast().body().toString();
  }

  @Override
  public int disconnected() {
    return remote.disconnected();
  }
}

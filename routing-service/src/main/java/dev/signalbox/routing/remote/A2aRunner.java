package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Progress;
import dev.signalbox.routing.runner.Work;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs agents that speak the Agent2Agent protocol, 1.0 or 0.3, in its JSON-RPC binding: as a stream
 * if they have one, and asked again for what they go on with if they do not wait for its end.
 */
final class A2aRunner implements AgentRunner {

  private static final Logger LOG = LoggerFactory.getLogger(A2aRunner.class);
  private static final String JSON_RPC = "JSONRPC";
  private static final long CANCEL_PATIENCE_SECONDS = 5;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final A2aExchange exchange;
  private final A2aRequests requests;
  private final A2aSessions sessions;
  private final A2aWays ways = new A2aWays();

  A2aRunner(A2aExchange exchange, A2aRequests requests, A2aSessions sessions) {
    this.exchange = exchange;
    this.requests = requests;
    this.sessions = sessions;
  }

  @Override
  public AgentKind kind() {
    return AgentKind.REMOTE_A2A;
  }

  @Override
  public Outcome run(Work work, Progress progress, Cancellation cancellation) {
    Endpoint endpoint = work.agent().requiredEndpoint();
    if (endpoint.protocolBinding() != null && !endpoint.protocolBinding().equals(JSON_RPC)) {
      throw new AgentException(
          AgentFailure.AGENT_REFUSED,
          "Of the bindings of the Agent2Agent protocol, JSON-RPC alone is spoken here.");
    }
    @Nullable A2aSession session =
        sessions.find(work.conversationId(), work.agent().id()).orElse(null);
    A2aReading reading = new A2aReading(work.agent(), progress);
    A2aVersion version;
    try {
      version = send(work, session, reading, cancellation);
    } catch (A2aError e) {
      if (session == null || !e.hasForgotten()) {
        throw e.toFailure();
      }
      sessions.forget(work.conversationId(), work.agent().id());
      version = sendAnew(work, reading, cancellation);
    }
    await(work, version, reading, progress, cancellation);
    A2aSession next = reading.session();
    if (next != null && !next.equals(session)) {
      sessions.keep(work.conversationId(), work.agent().id(), next);
    }
    return reading.outcome();
  }

  private A2aVersion sendAnew(Work work, A2aReading reading, Cancellation cancellation) {
    try {
      return send(work, null, reading, cancellation);
    } catch (A2aError e) {
      throw e.toFailure();
    }
  }

  /** Tries the ways there are until the agent knows one. */
  private A2aVersion send(
      Work work, @Nullable A2aSession session, A2aReading reading, Cancellation cancellation) {
    List<A2aWay> left = new ArrayList<>(ways.to(work.agent().requiredEndpoint()));
    while (true) {
      A2aWay way = left.removeFirst();
      try {
        exchange.ask(
            work.agent(),
            way.version(),
            requests.message(work, way, session),
            work.runId(),
            reading,
            cancellation);
        ways.knows(work.agent().requiredEndpoint().url(), way);
        return way.version();
      } catch (A2aError e) {
        Iterator<A2aWay> others = left.iterator();
        A2aWays.refused(way, e.code(), others);
        if (!A2aWays.isAboutTheWay(e.code()) || reading.hasBegun() || left.isEmpty()) {
          throw e;
        }
      } catch (RuntimeException e) {
        abandon(work, way.version(), reading, cancellation);
        throw e;
      }
    }
  }

  /** Asks for a task that goes on until it has ended. */
  private void await(
      Work work,
      A2aVersion version,
      A2aReading reading,
      Progress progress,
      Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    cancellation.onCancel(cancelled::countDown);
    long pause = FIRST_PAUSE_MILLIS;
    while (!reading.ended()) {
      String task = reading.openTask();
      if (task == null) {
        throw RemoteCall.cutOff(null);
      }
      try {
        if (cancelled.await(pause, TimeUnit.MILLISECONDS)) {
          abandon(work, version, reading, cancellation);
          throw new AgentException(AgentFailure.AGENT_ERROR, "The agent is not waited for.");
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        exchange.ask(
            work.agent(),
            version,
            requests.getTask(work.agent(), version, task),
            work.runId() + ":" + task,
            reading,
            cancellation);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw RemoteCall.cutOff(e);
      } catch (A2aError e) {
        throw e.toFailure();
      }
      progress.alive();
    }
  }

  /** A task does not end with the connection: nobody waits for this one any more. */
  private void abandon(
      Work work, A2aVersion version, A2aReading reading, Cancellation cancellation) {
    String task = reading.openTask();
    if (task == null || cancellation.reason() == null) {
      return;
    }
    Cancellation patience = new Cancellation();
    CompletableFuture.delayedExecutor(CANCEL_PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(() -> patience.cancel(Cancellation.Reason.DEADLINE));
    Thread.ofVirtual()
        .name("a2a-cancel")
        .start(
            () -> {
              try {
                exchange.ask(
                    work.agent(),
                    version,
                    requests.cancelTask(work.agent(), version, task),
                    work.runId() + ":cancel",
                    new A2aReading(work.agent(), new Nobody()),
                    patience);
              } catch (RuntimeException e) {
                LOG.debug("The task {} of {} goes on: {}", task, work.agent().id(), e.toString());
              }
            });
  }
}

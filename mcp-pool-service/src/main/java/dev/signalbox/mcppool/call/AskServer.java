package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a server for a resource, a prompt or what completes an argument. */
@Component
public class AskServer {
  private final ToolsOfServer servers;
  private final CallRecords records;
  private final RetryBudget retries = new RetryBudget();

  /**
   * What to ask.
   *
   * @param name of the resource or prompt
   */
  public record Question(String method, String name, ObjectNode params) {}

  AskServer(ToolsOfServer servers, CallRecords records) {
    this.servers = servers;
    this.records = records;
  }

  /**
   * Asks and waits for the result; once more if the question was lost, as it changes nothing. An
   * interrupt of the thread cancels it at the server.
   *
   * @throws ProblemException if it comes to no result
   */
  public JsonNode ask(ServerId id, Question question, Duration timeout, Caller caller) {
    Target target = servers.target(id, LeaseHolder.of(caller), TimeLeft.of(timeout));
    CallRecords.Asking asking = records.begin(id, question, caller);
    PoolOutcome outcome = send(target, question);
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Lost lost) && retries.tryRetry()) {
      records.repeated();
      outcome = send(target, question);
    }
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Answered answered)) {
      asking.end(CallOutcome.COMPLETED, answered.result());
      return answered.result();
    }
    ProblemException failure = Failures.of(id, outcome);
    asking.end(CallOutcome.of(failure), null);
    throw failure;
  }

  private PoolOutcome send(Target target, Question question) {
    retries.called();
    return target.use(
        connection -> connection.ask(question.method(), question.params(), target.left().now()));
  }
}

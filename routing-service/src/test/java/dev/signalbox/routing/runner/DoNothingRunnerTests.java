package dev.signalbox.routing.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.testing.AgentRunnerContract;
import dev.signalbox.routing.testing.Reply;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract asks for something with every one of its tests. */
class DoNothingRunnerTests {

  private static final class DoesNothing implements AgentRunnerContract {

    @Override
    public AgentRunner runner() {
      return new AgentRunner() {
        @Override
        public AgentKind kind() {
          return AgentKind.BUILT_IN;
        }

        @Override
        public Outcome run(
            Work work, Progress progress, dev.signalbox.routing.model.Cancellation cancellation) {
          return new Outcome("stop", 0, 0);
        }
      };
    }

    @Override
    public Work work(String message, Relay relay) {
      Agent agent =
          Agent.builtIn(
              "idle", "Idle", "", "", List.of(), new Models(List.of(), List.of(), null), List.of());
      return new Work(
          agent, "", List.of(), message, null, Instant.EPOCH, relay, null, "c", "m", "r", "e");
    }

    @Override
    public Work workForNobody() {
      return work("Hello", Relay.NOTHING);
    }

    @Override
    public Reply saying(String... pieces) {
      return (exchange, call) -> {};
    }

    @Override
    public Reply cutAfter(String... pieces) {
      return (exchange, call) -> {};
    }

    @Override
    public Reply endless() {
      return (exchange, call) -> {};
    }

    @Override
    public void next(Reply... replies) {
      // Nobody asks.
    }

    @Override
    public String lastCall() {
      return "";
    }

    @Override
    public int disconnected() {
      return 0;
    }
  }

  @TestFactory
  Stream<DynamicTest> failsAllOfTheContract() {
    return Arrays.stream(AgentRunnerContract.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> fails(method)));
  }

  private static void fails(Method test) {
    assertThatThrownBy(() -> test.invoke(new DoesNothing())).hasCauseInstanceOf(Throwable.class);
  }
}

package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.agent.Limits;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Skill;
import dev.signalbox.routing.agent.Standing;
import dev.signalbox.routing.embedding.Embedder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChooseAgentTests {

  /** Three meanings: bees, ships and everything else. */
  private static final Embedder WORDS =
      text -> {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("bee")
            ? new float[] {1, 0, 0}
            : lower.contains("ship") ? new float[] {0, 1, 0} : new float[] {0, 0, 1};
      };

  private static Agent agent(String id, String... examples) {
    return Agent.builtIn(
        id,
        id,
        "",
        "",
        List.of(new Skill("", "", List.of(examples))),
        new Models(List.of(), List.of(), null),
        List.of());
  }

  private static ChooseAgent among(Agent... agents) {
    ChooseAgent choice = new ChooseAgent(WORDS, 0.4);
    choice.learn(List.of(agents), WORDS);
    return choice;
  }

  @Test
  void waitsForAgentsThatAreBeingLearnt() {
    ChooseAgent choice = new ChooseAgent(WORDS, 0.4);
    assertThat(choice.awaitAgents(Duration.ofMillis(1))).isFalse();

    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> choice.awaitAgents(Duration.ofMinutes(1)));
    choice.learn(List.of(), WORDS);
    assertThat(waiting).isNotDone();
    choice.learn(List.of(agent("keeper", "a bee")), WORDS);

    assertThat(waiting.join()).isTrue();
  }

  @Test
  void choosesTheAgentWhoseExamplesAreNear() {
    ChooseAgent choice =
        among(agent("keeper", "feed the bees", "a bee"), agent("captain", "steer the ship"));

    assertThat(choice.choose("where is the ship", any -> true))
        .isInstanceOfSatisfying(
            Choice.Routed.class,
            routed -> {
              assertThat(routed.agent().id()).isEqualTo("captain");
              assertThat(routed.confidence()).isGreaterThan(0.99);
              assertThat(routed.candidates())
                  .containsExactly(new Candidate("captain", 1), new Candidate("keeper", 0));
            });
  }

  @Test
  void abstainsWhenNothingIsNearOrNobodyIsAllowed() {
    ChooseAgent choice =
        among(agent("keeper", "feed the bees"), agent("captain", "steer the ship"));

    assertThat(choice.choose("neither", any -> true)).isInstanceOf(Choice.Abstained.class);
    assertThat(choice.choose("the ship", id -> false))
        .isEqualTo(new Choice.Abstained(0, List.of()));
    assertThat(choice.choose("the ship", id -> id.equals("keeper")))
        .isInstanceOf(Choice.Abstained.class);
  }

  @Test
  void embedsOnlyWhatIsNew() {
    List<String> embedded = new ArrayList<>();
    Embedder recording =
        text -> {
          embedded.add(text);
          return WORDS.embed(text);
        };
    ChooseAgent choice = new ChooseAgent(WORDS, 0.4);
    choice.learn(List.of(agent("keeper", "feed the bees")), recording);

    choice.learn(
        List.of(agent("keeper", "feed the bees", "a bee"), agent("captain", "steer the ship")),
        recording);

    assertThat(embedded).containsExactly("feed the bees", "a bee", "steer the ship");
    assertThat(choice.size()).isEqualTo(2);
  }

  @Test
  void choosesAmongAgentsThatRunElsewhereToo() {
    Agent remote =
        new Agent(
            "far",
            "Far",
            "ships",
            AgentKind.REMOTE,
            "",
            List.of(),
            new Models(List.of(), List.of(), null),
            List.of(),
            new Endpoint(URI.create("https://far.example/"), null, null, null, null, null),
            Standing.ACTIVE,
            Limits.NONE);

    assertThat(among(remote).choose("a ship", any -> true)).isInstanceOf(Choice.Routed.class);
  }

  @Test
  void findsAnAgentWithoutSkillsByItsDescription() {
    Agent described =
        Agent.builtIn(
            "captain",
            "Captain",
            "Steers ships",
            "",
            List.of(),
            new Models(List.of(), List.of(), null),
            List.of());

    assertThat(among(described).choose("a ship", any -> true)).isInstanceOf(Choice.Routed.class);
  }
}

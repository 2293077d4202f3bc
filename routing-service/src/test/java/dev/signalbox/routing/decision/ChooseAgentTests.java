package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentHealth;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.AgentStatus;
import dev.signalbox.routing.agent.Limits;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Skill;
import dev.signalbox.routing.agent.Standing;
import dev.signalbox.routing.embedding.Embedder;
import dev.signalbox.routing.testing.Choosing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooseAgentTests {

  private static final String PREFIX = "signalbox.routing.decision.";

  /** Meanings: bees, ships, stars, both of the first, and everything else. */
  private static final Embedder WORDS =
      text -> {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("bee") && lower.contains("ship")) {
          return new float[] {0.7071f, 0.7071f, 0, 0};
        }
        if (lower.contains("bee")) {
          return new float[] {1, 0, 0, 0};
        }
        if (lower.contains("star")) {
          return new float[] {0, 0, 1, 0};
        }
        return lower.contains("ship") ? new float[] {0, 1, 0, 0} : new float[] {0, 0, 0, 1};
      };

  private static final Agent KEEPER = agent("keeper", "feed the bees", "a bee");
  private static final Agent CAPTAIN = agent("captain", "steer the ship", "a ship");
  private static final Agent ASTRONOMER = agent("astronomer", "count the stars", "a star");

  private static Agent agent(String id, String... examples) {
    return agent(id, Standing.ACTIVE, examples);
  }

  private static Agent agent(String id, Standing standing, String... examples) {
    return new Agent(
        id,
        id,
        "",
        AgentKind.BUILT_IN,
        "",
        List.of(new Skill("", "", List.of(examples))),
        new Models(List.of(), List.of(), null),
        List.of(),
        null,
        standing,
        Limits.NONE);
  }

  private static Standing in(AgentStatus status) {
    return new Standing(status, AgentHealth.UNKNOWN, 100, null);
  }

  private static ChooseAgent among(Agent... agents) {
    return among(Map.of(), agents);
  }

  private static ChooseAgent among(Map<String, String> properties, Agent... agents) {
    ChooseAgent choice = Choosing.with(WORDS, properties);
    choice.learn(List.of(agents), List.of(), WORDS);
    return choice;
  }

  private static Question ask(String message) {
    return Question.of(message, any -> true);
  }

  private static Question followUp(String message, String currentAgentId) {
    return new Question(message, "conv_1", currentAgentId, null, any -> true);
  }

  private static void assertRouted(Choice choice, String agentId, Basis basis) {
    assertThat(choice)
        .isInstanceOfSatisfying(
            Choice.Routed.class,
            routed -> {
              assertThat(routed.agent().id()).isEqualTo(agentId);
              assertThat(routed.basis()).isEqualTo(basis);
            });
  }

  private static void assertNobody(Choice choice, Reason reason) {
    assertThat(choice)
        .isInstanceOfSatisfying(
            Choice.Abstained.class, abstained -> assertThat(abstained.reason()).isEqualTo(reason));
  }

  @Test
  void waitsForAgentsThatAreBeingLearnt() {
    ChooseAgent choice = Choosing.with(WORDS);
    assertThat(choice.awaitAgents(Duration.ofMillis(1))).isFalse();
    assertNobody(choice.choose(ask("a bee")), Reason.NOBODY_ALLOWED);

    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> choice.awaitAgents(Duration.ofMinutes(1)));
    choice.learn(List.of(), List.of(), WORDS);
    assertThat(waiting).isNotDone();
    choice.learn(List.of(KEEPER), List.of(), WORDS);

    assertThat(waiting.join()).isTrue();
  }

  @Test
  void choosesTheAgentWhoseExamplesAreNear() {
    Choice choice = among(KEEPER, CAPTAIN, ASTRONOMER).choose(ask("where is the ship"));

    assertRouted(choice, "captain", Basis.MEANING);
    assertThat(choice.confidence()).isGreaterThan(0.9);
    assertThat(choice.tier()).isEqualTo(Tier.CLASSIFIER);
    assertThat(choice.candidates()).hasSize(3);
    assertThat(choice.candidates().getFirst().agentId()).isEqualTo("captain");
  }

  @Test
  void abstainsWhenNothingIsNearOrNobodyIsAllowed() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);

    assertNobody(choice.choose(ask("neither")), Reason.NOBODY_FITS);
    assertNobody(choice.choose(Question.of("the ship", id -> false)), Reason.NOBODY_ALLOWED);
    assertNobody(
        choice.choose(Question.of("the ship", id -> id.equals("keeper"))), Reason.NOBODY_FITS);
    assertNobody(choice.choose(ask("🙂🙂 !!")), Reason.NOTHING_TO_READ);
  }

  @Test
  void choosesAmongTheCandidatesItIsGiven() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);
    Question question =
        new Question("the ship", null, null, Set.of("captain", "nobody"), any -> true);

    assertRouted(choice.choose(question), "captain", Basis.MEANING);
    assertThat(choice.choose(question).candidates()).hasSize(1);
  }

  @Test
  void asksBackWhenTwoFitAboutAsWell() {
    ChooseAgent choice =
        among(KEEPER, agent("beekeeper", "feed the bees", "a bee"), CAPTAIN, ASTRONOMER);

    Choice twins = choice.choose(ask("a bee"));

    if (twins instanceof Choice.Abstained abstained) {
      assertThat(abstained.reason()).isEqualTo(Reason.TWO_FIT);
      assertThat(abstained.twoBest()).containsExactlyInAnyOrder("keeper", "beekeeper");
    } else {
      assertThat(((Choice.Routed) twins).agent().id()).isIn("keeper", "beekeeper");
    }
  }

  @Test
  void leavesToTheSupervisorWhatFitsNobody() {
    Map<String, String> supervised =
        Map.of(PREFIX + "when-unsure", "supervisor", PREFIX + "supervisor-agent-id", "keeper");

    assertRouted(
        among(supervised, KEEPER, CAPTAIN).choose(ask("neither")), "keeper", Basis.SUPERVISOR);
    assertNobody(
        among(supervised, KEEPER, CAPTAIN)
            .choose(Question.of("neither", id -> id.equals("captain"))),
        Reason.NOBODY_FITS);
  }

  @Test
  void asksTheArbiterOnlyWhenItIsNotSure() {
    List<String> asked = new ArrayList<>();
    ChooseAgent choice =
        new ChooseAgent(
            WORDS,
            0.4,
            Choosing.properties(Map.of()),
            AgentExperience.NONE,
            (message, agents) -> {
              asked.add(message);
              return Optional.of(agents.getLast().id());
            });
    choice.learn(List.of(KEEPER, CAPTAIN, ASTRONOMER), List.of(), WORDS);

    assertRouted(choice.choose(ask("the ship")), "captain", Basis.MEANING);
    assertThat(asked).isEmpty();
    Choice unsure = choice.choose(ask("neither"));

    assertThat(asked).containsExactly("neither");
    assertThat(unsure.tier()).isEqualTo(Tier.MODEL);
  }

  @Test
  void staysWithTheConversationUntilTheTopicChanges() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);

    assertRouted(choice.choose(followUp("and why?", "keeper")), "keeper", Basis.CONVERSATION);
    assertRouted(choice.choose(followUp("🙂", "keeper")), "keeper", Basis.CONVERSATION);
    assertRouted(choice.choose(followUp("a bee", "keeper")), "keeper", Basis.MEANING);
    assertRouted(choice.choose(followUp("where is the ship", "keeper")), "captain", Basis.MEANING);
    assertNobody(choice.choose(followUp("and why?", "gone")), Reason.NOBODY_FITS);
  }

  @Test
  void needsNoMeaningWhereARuleSpeaks() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);

    assertThat(choice.goesByMeaning("@keeper where is the ship")).isFalse();
    assertThat(choice.goesByMeaning("where is @keeper")).isTrue();
  }

  @Test
  void goesByTheRulesBeforeAnythingIsUnderstood() {
    ChooseAgent choice = among(KEEPER, CAPTAIN);

    Choice mentioned = choice.choose(ask("@keeper where is the ship"));

    assertRouted(mentioned, "keeper", Basis.MENTION);
    assertThat(mentioned.confidence()).isEqualTo(1);
    assertRouted(
        choice.choose(Question.of("@keeper where is the ship", id -> id.equals("captain"))),
        "captain",
        Basis.MEANING);
  }

  @Test
  void passesOverAgentsThatAreNotInService() {
    for (AgentStatus status : AgentStatus.values()) {
      ChooseAgent choice =
          among(agent("keeper", in(status), "feed the bees", "a bee"), CAPTAIN, ASTRONOMER);
      Choice chosen = choice.choose(ask("a bee"));
      Choice mentioned = choice.choose(ask("@keeper a bee"));

      if (status == AgentStatus.ACTIVE) {
        assertRouted(chosen, "keeper", Basis.MEANING);
        assertRouted(mentioned, "keeper", Basis.MENTION);
      } else {
        assertThat(chosen).isInstanceOf(Choice.Abstained.class);
        assertThat(mentioned).isInstanceOf(Choice.Abstained.class);
      }
    }
  }

  @Test
  void letsADrainingAgentKeepItsConversations() {
    ChooseAgent choice =
        among(
            agent("keeper", in(AgentStatus.DRAINING), "feed the bees", "a bee"),
            CAPTAIN,
            ASTRONOMER);

    assertRouted(choice.choose(followUp("a bee", "keeper")), "keeper", Basis.MEANING);
    assertThat(choice.choose(followUp("a bee", "captain")).candidates())
        .extracting(Candidate::agentId)
        .doesNotContain("keeper");
  }

  @Test
  void takesAnAgentOutOfServiceAtOnceAndLearnsLater() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);

    choice.know(List.of(agent("keeper", in(AgentStatus.ISOLATED), "a bee"), ASTRONOMER));

    assertThat(choice.choose(ask("a bee"))).isInstanceOf(Choice.Abstained.class);
    assertThat(choice.choose(ask("the ship")).candidates())
        .extracting(Candidate::agentId)
        .containsExactly("astronomer");
  }

  @Test
  void givesAnAgentThatComesBackItsShareOfConversations() {
    ChooseAgent choice =
        among(
            agent(
                "keeper",
                new Standing(AgentStatus.ACTIVE, AgentHealth.DEGRADED, 25, null),
                "feed the bees",
                "a bee"),
            CAPTAIN,
            ASTRONOMER);
    long given =
        IntStream.range(0, 400)
            .mapToObj(n -> new Question("a bee", "conv_" + n, null, null, any -> true))
            .filter(question -> choice.choose(question) instanceof Choice.Routed)
            .count();

    assertThat(given).isBetween(60L, 140L);
    Question same = new Question("a bee", "conv_1", null, null, any -> true);
    assertThat(choice.choose(same)).isEqualTo(choice.choose(same));
  }

  @Test
  void prefersAmongTwinsTheOneThatDoesWell() {
    ChooseAgent choice =
        among(
            agent("a", new Standing(AgentStatus.ACTIVE, AgentHealth.UNHEALTHY, 100, null), "a bee"),
            agent("b", new Standing(AgentStatus.ACTIVE, AgentHealth.HEALTHY, 100, null), "a bee"),
            CAPTAIN,
            ASTRONOMER);

    assertThat(choice.choose(ask("a bee")).candidates().getFirst().agentId()).isEqualTo("b");
  }

  @Test
  void embedsOnlyWhatIsNew() {
    List<String> embedded = new ArrayList<>();
    Embedder recording =
        text -> {
          embedded.add(text);
          return WORDS.embed(text);
        };
    ChooseAgent choice = Choosing.with(WORDS);
    choice.learn(List.of(agent("keeper", "feed the bees")), List.of(), recording);
    String before = choice.version();

    choice.learn(List.of(KEEPER, CAPTAIN), List.of(), recording);

    assertThat(embedded)
        .containsExactlyInAnyOrder("feed the bees", "a bee", "steer the ship", "a ship");
    assertThat(choice.size()).isEqualTo(2);
    assertThat(choice.version()).isNotEqualTo(before);
  }

  @Test
  void hasTheSameVersionForTheSameExamplesInWhateverOrder() {
    String version = among(KEEPER, CAPTAIN, ASTRONOMER).version();

    assertThat(among(ASTRONOMER, KEEPER, CAPTAIN).version()).isEqualTo(version);
    assertThat(among(KEEPER, CAPTAIN).version()).isNotEqualTo(version);
  }

  @Test
  void learnsFromWhatAPersonConfirms() {
    ChooseAgent choice = among(KEEPER, CAPTAIN, ASTRONOMER);
    Question question = ask("the usual, please");
    assertNobody(choice.choose(question), Reason.NOBODY_FITS);

    choice.learn(
        List.of(KEEPER, CAPTAIN, ASTRONOMER),
        List.of(
            new ConfirmedExample("captain", "the usual, please"),
            new ConfirmedExample("gone", "whatever")),
        WORDS);

    assertRouted(choice.choose(question), "captain", Basis.MEANING);
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

    assertRouted(among(described, KEEPER).choose(ask("a ship")), "captain", Basis.MEANING);
  }

  @Test
  void copesWithAgentsThatSayNothingOfThemselves() {
    Agent silent =
        Agent.builtIn(
            "silent",
            "",
            "",
            "",
            List.of(new Skill("", "", List.of("!!"))),
            new Models(List.of(), List.of(), null),
            List.of());

    assertRouted(among(silent, KEEPER, CAPTAIN).choose(ask("a bee")), "keeper", Basis.MEANING);
    assertNobody(among(silent).choose(ask("a bee")), Reason.NOBODY_ALLOWED);
  }
}

package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.TrainingSettings;
import dev.signalbox.routing.embedding.Embedder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the agent that a message is for: by rules, by what the message means, or, where it is
 * configured and the classifier is not sure, by asking a language model. Or says that none fits.
 * What it knows is swapped as a whole, so a decision sees one state of the agents.
 */
public final class ChooseAgent {

  private final Embedder embedder;
  private final RoutingRules rules;
  private final Classify classify;
  private final LearnFromExamples lessons = new LearnFromExamples(TrainingSettings.DEFAULT);
  private final CountDownLatch anything = new CountDownLatch(1);
  private volatile Learnt learnt = Learnt.NOTHING;
  private volatile Map<String, Agent> known = Map.of();

  /**
   * @param threshold the confidence, 0 to 1, under which nobody fits
   */
  public ChooseAgent(
      Embedder embedder,
      double threshold,
      DecisionProperties properties,
      AgentExperience experience,
      Arbiter arbiter) {
    this.embedder = embedder;
    this.rules = new RoutingRules(properties.rules());
    this.classify =
        new Classify(
            threshold, properties, new Weighing(properties.weights(), experience), arbiter);
  }

  /** Makes these the agents to choose among. Only texts that were not known before are embedded. */
  public void learn(Collection<Agent> agents, List<ConfirmedExample> confirmed, Embedder quietly) {
    know(agents);
    study(agents, confirmed, quietly);
  }

  /** Takes over at once what is in service and how it does; what it is for is learnt after that. */
  void know(Collection<Agent> agents) {
    known = agents.stream().collect(Collectors.toUnmodifiableMap(Agent::id, agent -> agent));
  }

  synchronized void study(
      Collection<Agent> agents, List<ConfirmedExample> confirmed, Embedder quietly) {
    lessons.learn(agents, confirmed, quietly, this::take);
  }

  private void take(Learnt next) {
    learnt = next;
    if (next.classifier() != null) {
      anything.countDown();
    }
  }

  /**
   * Waits until there are agents to choose among: a process that has just started learns them
   * within seconds.
   *
   * @return whether there are any
   */
  public boolean awaitAgents(Duration patience) {
    try {
      return anything.await(patience.toMillis(), TimeUnit.MILLISECONDS) && size() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many agents there are to choose among. */
  public int size() {
    return learnt.agents().size();
  }

  /** Whether what these can do is learnt, as they are now. */
  public boolean hasLearnt(Collection<Agent> agents) {
    Map<String, Agent> studied = learnt.agents();
    return studied.size() == agents.size()
        && agents.stream().allMatch(agent -> agent.equals(studied.get(agent.id())));
  }

  /** The version of the examples that decisions go by; the same in replicas that have the same. */
  public String version() {
    return learnt.version();
  }

  /** Whether what a message means is likely to be needed: rules have nothing to say of it. */
  public boolean goesByMeaning(String message) {
    return !rules.concern(message);
  }

  /**
   * The agent the message is for.
   *
   * @throws dev.signalbox.routing.embedding.EmbeddingBusyException when too many messages come at
   *     once
   */
  public Choice choose(Question question) {
    Learnt now = learnt.with(known);
    return rules
        .match(
            question.message(), pinned(now, question), id -> begins(now.agents().get(id), question))
        .map(
            match ->
                (Choice)
                    new Choice.Routed(
                        now.required(match.agentId()),
                        1,
                        List.of(Assessment.byRule(match.agentId())),
                        match.basis()))
        .orElseGet(() -> classify.choose(now, question, embedder));
  }

  private static @Nullable String pinned(Learnt known, Question question) {
    String pinned = question.pinnedAgentId();
    Agent agent = pinned == null ? null : known.agents().get(pinned);
    return agent != null && question.allows(agent.id()) && agent.standing().goesOn()
        ? pinned
        : null;
  }

  private static boolean begins(@Nullable Agent agent, Question question) {
    return agent != null && question.allows(agent.id()) && agent.standing().begins(question.key());
  }
}

package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.embedding.Embedder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Chooses the agent that a message is for by what the message means, or says that none fits. The
 * index it looks into is swapped as a whole, so a decision sees one state of the agents.
 */
public final class ChooseAgent {

  /** As many as are shown to the caller. */
  private static final int CANDIDATES = 5;

  private final Embedder embedder;
  private final double threshold;
  private volatile AgentIndex index = AgentIndex.EMPTY;
  private Map<String, float[]> embedded = Map.of();
  private final CountDownLatch learnt = new CountDownLatch(1);

  /**
   * @param threshold the confidence, 0 to 1, under which nobody fits
   */
  public ChooseAgent(Embedder embedder, double threshold) {
    this.embedder = embedder;
    this.threshold = threshold;
  }

  /** Makes these the agents to choose among. Only texts that were not known before are embedded. */
  public synchronized void learn(Collection<Agent> agents, Embedder quietly) {
    Map<String, float[]> next = new HashMap<>();
    index =
        AgentIndex.of(
            agents,
            text ->
                next.computeIfAbsent(
                    text,
                    absent -> {
                      float[] known = embedded.get(absent);
                      return known == null ? quietly.embed(absent) : known;
                    }));
    embedded = next;
    if (index.size() > 0) {
      learnt.countDown();
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
      return learnt.await(patience.toMillis(), TimeUnit.MILLISECONDS) && size() > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many agents there are to choose among. */
  public int size() {
    return index.size();
  }

  /**
   * The agent the message is for, among those that are allowed.
   *
   * @param allowed the agents, by id, that come into question
   * @throws dev.signalbox.routing.embedding.EmbeddingBusyException when too many messages come at
   *     once
   */
  public Choice choose(String message, Predicate<String> allowed) {
    List<AgentIndex.Match> matches = index.matches(embedder.embed(message), allowed);
    List<Candidate> candidates =
        matches.stream()
            .limit(CANDIDATES)
            .map(match -> new Candidate(match.agent().id(), rounded(match.score())))
            .toList();
    if (matches.isEmpty()) {
      return new Choice.Abstained(0, candidates);
    }
    double confidence =
        rounded(
            Calibration.confidence(
                matches.getFirst().score(), matches.size() > 1 ? matches.get(1).score() : 0));
    return confidence < threshold
        ? new Choice.Abstained(confidence, candidates)
        : new Choice.Routed(matches.getFirst().agent(), confidence, candidates);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}

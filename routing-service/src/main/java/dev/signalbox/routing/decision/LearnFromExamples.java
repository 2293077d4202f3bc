package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.AgentClassifier;
import dev.signalbox.routing.classifier.Example;
import dev.signalbox.routing.classifier.TrainingSettings;
import dev.signalbox.routing.embedding.Embedder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes a classifier of the agents' examples, again whenever these change. Not thread-safe. The
 * same examples give the same classifier in every replica, but for rounding: training is convex and
 * begins with no dice.
 */
final class LearnFromExamples {

  private static final int VERSION_BYTES = 6;

  private final TrainingSettings settings;
  private Map<String, float[]> embedded = Map.of();
  private Learnt newest = Learnt.NOTHING;

  LearnFromExamples(TrainingSettings settings) {
    this.settings = settings;
  }

  /**
   * Learns the agents. Only texts that were not known before are embedded.
   *
   * @param confirmed more examples, which count for whichever skill of their agent is nearest
   * @param learnt is told of each state as soon as it can be used: that of a new classifier before
   *     it is calibrated, and again after
   */
  void learn(
      Collection<Agent> agents,
      List<ConfirmedExample> confirmed,
      Embedder embedder,
      Consumer<Learnt> learnt) {
    Map<String, Agent> byId = agents.stream().collect(Collectors.toMap(Agent::id, agent -> agent));
    List<Example> examples = examples(agents, confirmed, embedder);
    String version = version(examples);
    if (version.equals(newest.version()) || examples.isEmpty()) {
      tell(new Learnt(version, byId, examples.isEmpty() ? null : newest.classifier()), learnt);
      return;
    }
    AgentClassifier trained = AgentClassifier.train(examples, settings, newest.classifier());
    tell(new Learnt(version, byId, trained), learnt);
    tell(new Learnt(version, byId, trained.calibrated()), learnt);
  }

  private void tell(Learnt state, Consumer<Learnt> learnt) {
    newest = state;
    learnt.accept(state);
  }

  private List<Example> examples(
      Collection<Agent> agents, List<ConfirmedExample> confirmed, Embedder embedder) {
    Map<String, float[]> next = new HashMap<>();
    Map<String, List<Example>> byAgent = new TreeMap<>();
    for (Agent agent : agents) {
      List<Example> own = new ArrayList<>();
      SkillTexts.of(agent)
          .forEach(
              (skill, texts) -> {
                for (String text : texts) {
                  float[] embedding = next.computeIfAbsent(text, absent -> embed(absent, embedder));
                  own.add(new Example(agent.id(), skill, text, embedding));
                }
              });
      byAgent.put(agent.id(), own);
    }
    for (ConfirmedExample one : confirmed) {
      List<Example> own = byAgent.getOrDefault(one.agentId(), List.of());
      if (!own.isEmpty()) {
        float[] embedding = next.computeIfAbsent(one.message(), absent -> embed(absent, embedder));
        String skill = NearestSkill.of(own, embedding);
        own.add(new Example(one.agentId(), skill, one.message(), embedding));
      }
    }
    embedded = next;
    return byAgent.values().stream().flatMap(List::stream).toList();
  }

  private float[] embed(String text, Embedder embedder) {
    float[] known = embedded.get(text);
    return known == null ? embedder.embed(text) : known;
  }

  private static String version(List<Example> examples) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Example example : examples) {
        for (String part : List.of(example.agentId(), example.skill(), example.text())) {
          digest.update(part.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

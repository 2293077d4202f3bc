package dev.signalbox.routing.decision;

import dev.signalbox.kit.digest.Sha256;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.AgentClassifier;
import dev.signalbox.routing.classifier.Example;
import dev.signalbox.routing.classifier.TrainingSettings;
import dev.signalbox.routing.embedding.Embedder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Map<String, Map<String, List<String>>> texts = new TreeMap<>();
    agents.forEach(agent -> texts.put(agent.id(), SkillTexts.of(agent)));
    List<ConfirmedExample> counting =
        confirmed.stream()
            .filter(one -> !texts.getOrDefault(one.agentId(), Map.of()).isEmpty())
            .toList();
    embed(
        Stream.concat(
            texts.values().stream()
                .flatMap(skills -> skills.values().stream())
                .flatMap(List::stream),
            counting.stream().map(ConfirmedExample::message)),
        embedder);

    List<Example> examples = new ArrayList<>();
    texts.forEach(
        (agentId, skills) -> {
          List<Example> own = new ArrayList<>();
          skills.forEach(
              (skill, ofSkill) -> ofSkill.forEach(text -> own.add(example(agentId, skill, text))));
          for (ConfirmedExample one : counting) {
            if (one.agentId().equals(agentId)) {
              String skill = NearestSkill.of(own, embedding(one.message()));
              own.add(example(agentId, skill, one.message()));
            }
          }
          examples.addAll(own);
        });
    return List.copyOf(examples);
  }

  /** Only what was not known before, and forgets what is not needed any more. */
  private void embed(Stream<String> texts, Embedder embedder) {
    Set<String> needed = texts.collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, float[]> next =
        new HashMap<>(
            embedder.embedAll(
                needed.stream().filter(text -> !embedded.containsKey(text)).toList()));
    embedded.forEach(
        (text, embedding) -> {
          if (needed.contains(text)) {
            next.put(text, embedding);
          }
        });
    embedded = next;
  }

  private Example example(String agentId, String skill, String text) {
    return new Example(agentId, skill, text, embedding(text));
  }

  private float[] embedding(String text) {
    return Objects.requireNonNull(embedded.get(text), text);
  }

  private static String version(List<Example> examples) {
    MessageDigest digest = Sha256.begin();
    for (Example example : examples) {
      for (String part : List.of(example.agentId(), example.skill(), example.text())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
  }
}

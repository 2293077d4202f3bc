package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Skill;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Agents as points in the space of meanings. Immutable: a change makes a new one. */
final class AgentIndex {

  private record Entry(Agent agent, List<IndexedSkill> skills) {

    double score(float[] message) {
      return skills.stream().mapToDouble(skill -> skill.score(message)).max().orElse(0);
    }
  }

  /** An agent with its score. */
  record Match(Agent agent, double score) {}

  static final AgentIndex EMPTY = new AgentIndex(List.of());

  private final List<Entry> entries;

  private AgentIndex(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Indexes every agent, of whatever kind. One without skills is found by its description. */
  static AgentIndex of(Collection<Agent> agents, Function<String, float[]> embed) {
    List<Entry> entries = new ArrayList<>();
    for (Agent agent : agents) {
      List<List<String>> texts = texts(agent);
      entries.add(new Entry(agent, texts.stream().map(of -> IndexedSkill.of(of, embed)).toList()));
    }
    return new AgentIndex(entries);
  }

  /** Every text that stands for the agent, by skill. */
  static List<List<String>> texts(Agent agent) {
    List<List<String>> bySkill =
        agent.skills().stream().map(IndexedSkill::texts).filter(texts -> !texts.isEmpty()).toList();
    return bySkill.isEmpty()
        ? List.of(IndexedSkill.texts(new Skill(agent.name(), agent.description(), List.of())))
            .stream()
            .filter(texts -> !texts.isEmpty())
            .toList()
        : bySkill;
  }

  /** The agents that are allowed, best first, ties in the order of their ids. */
  List<Match> matches(float[] message, Predicate<String> allowed) {
    return entries.stream()
        .filter(entry -> allowed.test(entry.agent().id()))
        .map(entry -> new Match(entry.agent(), entry.score(message)))
        .sorted(
            Comparator.comparingDouble(Match::score)
                .reversed()
                .thenComparing(match -> match.agent().id()))
        .toList();
  }

  int size() {
    return entries.size();
  }
}

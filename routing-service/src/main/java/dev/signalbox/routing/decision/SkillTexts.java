package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Skill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The texts that stand for what agents can do. */
final class SkillTexts {

  /** More examples of one skill are left out: they teach little and cost everybody. */
  private static final int MOST_OF_A_SKILL = 200;

  private SkillTexts() {}

  /**
   * Every text that stands for the agent, by skill: its examples, then its name and description as
   * one more. An agent without skills is found by its own name and description. Skills of the same
   * name are one.
   */
  static Map<String, List<String>> of(Agent agent) {
    Map<String, List<String>> bySkill = new LinkedHashMap<>();
    for (Skill skill : agent.skills()) {
      List<String> texts = of(skill);
      if (!texts.isEmpty()) {
        bySkill.merge(skill.name(), texts, SkillTexts::together);
      }
    }
    if (bySkill.isEmpty()) {
      List<String> described = of(new Skill(agent.name(), agent.description(), List.of()));
      return described.isEmpty() ? Map.of() : Map.of("", described);
    }
    return bySkill;
  }

  private static List<String> of(Skill skill) {
    return together(skill.examples(), List.of(skill.name() + ". " + skill.description()));
  }

  private static List<String> together(List<String> first, List<String> second) {
    return Stream.concat(first.stream().limit(MOST_OF_A_SKILL), second.stream())
        .filter(text -> text.chars().anyMatch(Character::isLetterOrDigit))
        .distinct()
        .toList();
  }
}

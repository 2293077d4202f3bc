package dev.signalbox.registry.agent;

import java.util.List;

/**
 * One thing an agent can do.
 *
 * @param examples requests that belong to this skill, as people would write them
 */
public record Skill(String name, String description, List<String> examples) {

  public Skill {
    examples = List.copyOf(examples);
  }
}

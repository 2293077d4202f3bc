package dev.signalbox.routing.agent;

import java.util.List;

/**
 * Something an agent can do.
 *
 * @param examples requests that ask for it
 */
public record Skill(String name, String description, List<String> examples) {
  public Skill {
    examples = List.copyOf(examples);
  }
}

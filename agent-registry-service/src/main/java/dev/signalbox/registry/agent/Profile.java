package dev.signalbox.registry.agent;

import java.util.List;

/**
 * What an agent offers, in words for people and for routing.
 *
 * @param capabilities short machine-readable names, such as {@code debugging}
 * @param specializations what it is best at, in words
 */
public record Profile(
    String name,
    String description,
    List<String> capabilities,
    List<String> specializations,
    List<Skill> skills) {

  public Profile {
    capabilities = List.copyOf(capabilities);
    specializations = List.copyOf(specializations);
    skills = List.copyOf(skills);
  }
}

package dev.signalbox.registry.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent offers, in words for people and for routing.
 *
 * @param owner who answers for it, a team or a person; null if nobody is named
 * @param capabilities short machine-readable names, such as {@code debugging}
 * @param specializations what it is best at, in words
 * @param tags what else it is to be found by
 */
public record Profile(
    String name,
    String description,
    @Nullable String owner,
    List<String> capabilities,
    List<String> specializations,
    List<String> tags,
    List<Skill> skills) {

  public Profile {
    capabilities = List.copyOf(capabilities);
    specializations = List.copyOf(specializations);
    tags = List.copyOf(tags);
    skills = List.copyOf(skills);
  }
}

package dev.signalbox.routing.agent;

import java.util.List;

/**
 * What an agent can do and knows about, in catchwords.
 *
 * @param capabilities such as {@code data_analysis}
 * @param specializations such as {@code anomaly detection}
 */
public record Abilities(List<String> capabilities, List<String> specializations) {

  public static final Abilities NONE = new Abilities(List.of(), List.of());

  public Abilities {
    capabilities = List.copyOf(capabilities);
    specializations = List.copyOf(specializations);
  }
}

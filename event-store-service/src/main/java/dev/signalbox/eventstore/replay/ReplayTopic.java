package dev.signalbox.eventstore.replay;

import dev.signalbox.kit.event.Topics;
import java.util.Optional;
import java.util.regex.Pattern;

/** A topic that may be replayed to: with the configured prefix, and none of the platform's. */
public record ReplayTopic(String name) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  /** The topic of this name, or nothing if it may not be replayed to. */
  public static Optional<ReplayTopic> of(String name, String prefix) {
    boolean platforms =
        Topics.all().stream()
            .anyMatch(topic -> name.equals(topic) || name.equals(Topics.deadLettersOf(topic)));
    return !platforms
            && name.startsWith(prefix)
            && name.length() > prefix.length()
            && FORM.matcher(name).matches()
        ? Optional.of(new ReplayTopic(name))
        : Optional.empty();
  }
}

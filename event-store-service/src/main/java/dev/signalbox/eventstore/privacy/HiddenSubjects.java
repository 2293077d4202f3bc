package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whose values an event has as {@code hidden}. What is made of it says so until they are forgotten;
 * from then on it has to be made anew.
 */
public final class HiddenSubjects {

  private HiddenSubjects() {}

  /** The streams in which it will be recorded that they were forgotten. */
  public static Set<String> of(RecordedEvent event) {
    return isHidden(event.data())
        ? event.tags().stream()
            .filter(tag -> tag.startsWith(SubjectId.TAG_PREFIX))
            .map(tag -> SubjectId.CATEGORY + '/' + tag.substring(SubjectId.TAG_PREFIX.length()))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean isHidden(JsonNode node) {
    if (Envelope.HIDDEN.equals(node.path(Envelope.MEMBER).asString(""))) {
      return true;
    }
    for (JsonNode child : node) {
      if (child.isContainer() && isHidden(child)) {
        return true;
      }
    }
    return false;
  }
}

package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fold of categories that have none of their own: the data of every event is merged into one
 * document as a JSON merge patch (RFC 7396, section 2): members replace members of the same name,
 * objects are merged, null removes. Data that is no object changes nothing.
 */
@Component
class MergingFold implements Fold {

  @Override
  public String name() {
    return "merge";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable String category() {
    return null;
  }

  @Override
  public void apply(ObjectNode state, RecordedEvent event) {
    if (event.data() instanceof ObjectNode patch) {
      MergePatch.apply(state, patch);
    }
  }
}

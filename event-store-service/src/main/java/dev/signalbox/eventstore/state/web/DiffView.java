package dev.signalbox.eventstore.state.web;

import dev.signalbox.eventstore.state.JsonPatch;
import dev.signalbox.eventstore.state.PatchOperation;
import dev.signalbox.eventstore.state.StreamState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What turns one state of a stream into another.
 *
 * @param operations of a JSON patch (RFC 6902) on the {@code state} of the first
 */
record DiffView(
    String stream, String fold, int foldVersion, End from, End to, List<ObjectNode> operations) {

  /** One of the two states. */
  record End(long version, @Nullable String lastType, @Nullable Instant lastRecordedAt) {

    static End of(StreamState state) {
      return new End(state.version(), state.lastType(), state.lastRecordedAt());
    }
  }

  static DiffView between(StreamState from, StreamState to) {
    return new DiffView(
        from.stream().value(),
        from.fold().name(),
        from.fold().version(),
        End.of(from),
        End.of(to),
        JsonPatch.between(from.state(), to.state()).stream().map(DiffView::operation).toList());
  }

  private static ObjectNode operation(PatchOperation operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (operation) {
      case PatchOperation.Add add ->
          node.put("op", "add").put("path", add.path()).set("value", add.value());
      case PatchOperation.Remove remove -> node.put("op", "remove").put("path", remove.path());
      case PatchOperation.Replace replace ->
          node.put("op", "replace").put("path", replace.path()).set("value", replace.value());
    }
    return node;
  }
}

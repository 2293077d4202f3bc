package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about itself.
 *
 * @param id unique, without the protocol's prefix
 * @param model as the client asked for it
 * @param usageHidden see {@link dev.signalbox.streaming.wire.request.ClientRequest}
 * @param request what is answered, for protocols whose answers repeat it; null when it was not
 *     understood
 */
public record AnswerHeading(
    String id, String model, Instant created, boolean usageHidden, @Nullable ModelRequest request) {

  /** An answer that does not repeat its request. */
  public AnswerHeading(String id, String model, Instant created, boolean usageHidden) {
    this(id, model, created, usageHidden, null);
  }

  /** Whether the client is to see an event: some want an answer without the thoughts before it. */
  public boolean shows(AnswerEvent event) {
    boolean hidden = request != null && Boolean.FALSE.equals(request.thoughtsShown());
    return !(hidden && event instanceof AnswerEvent.ThinkingDelta);
  }
}

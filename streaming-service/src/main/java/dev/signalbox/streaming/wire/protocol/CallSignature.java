package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The signature of a tool call in protocols that have none, where Google's own endpoint for chat
 * completions has it (Gemini API, "Thought signatures"). Clients that give calls back as they got
 * them keep it.
 *
 * @param provenance of the protocol that is read or written
 */
public record CallSignature(Provenance provenance) {

  private static final String EXTRA = "extra_content";
  private static final String WHOSE = "google";
  private static final String SIGNATURE = "thought_signature";

  /** Of a call in a client's request. */
  public @Nullable String read(Fields call) {
    Fields extra = call.object(EXTRA);
    Fields google = extra == null ? null : extra.object(WHOSE);
    String signature = google == null ? null : google.string(SIGNATURE);
    return signature == null ? null : provenance.canonical(signature);
  }

  /** Of a call in a provider's answer. */
  public @Nullable String read(JsonNode call) {
    JsonNode signature = call.path(EXTRA).path(WHOSE).path(SIGNATURE);
    return signature.isString() ? provenance.canonical(signature.stringValue()) : null;
  }

  /** For a client to keep. */
  public void write(@Nullable String signature, ObjectNode call) {
    if (signature != null) {
      call.putObject(EXTRA).putObject(WHOSE).put(SIGNATURE, provenance.kept(signature));
    }
  }
}

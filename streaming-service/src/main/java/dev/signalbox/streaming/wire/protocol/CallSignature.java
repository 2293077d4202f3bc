package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The signature of a tool call, where Google's own endpoint for chat completions has it (Gemini
 * API, "Thought signatures").
 */
public final class CallSignature {

  private static final String EXTRA = "extra_content";
  private static final String WHOSE = "google";
  private static final String SIGNATURE = "thought_signature";

  private CallSignature() {}

  public static @Nullable String read(Fields call) {
    Fields extra = call.object(EXTRA);
    Fields google = extra == null ? null : extra.object(WHOSE);
    return google == null ? null : google.string(SIGNATURE);
  }

  public static @Nullable String read(JsonNode call) {
    JsonNode signature = call.path(EXTRA).path(WHOSE).path(SIGNATURE);
    return signature.isString() ? signature.stringValue() : null;
  }

  public static void write(@Nullable String signature, ObjectNode call) {
    if (signature != null) {
      call.putObject(EXTRA).putObject(WHOSE).put(SIGNATURE, signature);
    }
  }
}

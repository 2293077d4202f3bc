package dev.signalbox.streaming.socket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A {@code response.create} message as the request that would come over HTTP. */
final class ResponsesBody {

  /** What belongs to the message or to the transport. */
  private static final Set<String> NOT_OF_THE_REQUEST =
      Set.of("type", "stream_id", "stream", "background", "generate");

  private ResponsesBody() {}

  /**
   * The body, every value as it came but for the input.
   *
   * @param items all input items as the elements of an array, when the response that the request
   *     continues is known; null to leave both to the provider
   */
  static byte[] of(JsonMapper json, MessageFields fields, byte @Nullable [] items) {
    boolean continues = items != null && fields.raw("previous_response_id") != null;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"stream\":true".getBytes(StandardCharsets.US_ASCII));
    for (String name : fields.names()) {
      boolean replaced = continues && (name.equals("input") || name.equals("previous_response_id"));
      byte[] value = fields.raw(name);
      if (value != null && !replaced && !NOT_OF_THE_REQUEST.contains(name)) {
        body.writeBytes(
            (',' + json.writeValueAsString(name) + ':').getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
      }
    }
    if (continues) {
      body.writeBytes(",\"input\":[".getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(items);
      body.write(']');
    }
    body.write('}');
    return body.toByteArray();
  }
}

package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What other providers made of their thoughts, in a request that goes through as it came. A client
 * keeps such things between two requests, see {@link Provenance}; a provider that is given
 * another's refuses the request.
 */
public final class ForeignThoughts {

  /**
   * Passes Gemini's validation of calls that its model has not made
   * (ai.google.dev/gemini-api/docs/thought-signatures).
   */
  public static final String SIGNATURE_OF_CALL = "skip_thought_signature_validator";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The fields that have opaque things in them. */
  private static final Set<String> OPAQUE =
      Set.of(
          "encrypted_content",
          "signature",
          "data",
          "redactedContent",
          "thoughtSignature",
          "thought_signature");

  /** Those of them in which SDKs expect base64. */
  private static final Set<String> BASE64 =
      Set.of("redactedContent", "thoughtSignature", "thought_signature");

  /** Those beside something that stays when they go. */
  private static final Set<String> BESIDE = Set.of("thoughtSignature", "thought_signature");

  /** Lists without which their message would say nothing. */
  private static final Set<String> CONTENT = Set.of("content", "parts");

  /** How a mark begins that is wrapped in base64. */
  private static final List<String> WRAPPED =
      Stream.concat(Arrays.stream(Protocol.values()).map(Provenance::mark), Stream.of("redacted:"))
          .map(ForeignThoughts::wrapped)
          .toList();

  private static final List<byte[]> MARKS =
      Stream.concat(Arrays.stream(Protocol.values()).map(Provenance::mark), WRAPPED.stream())
          .map(mark -> mark.getBytes(StandardCharsets.US_ASCII))
          .toList();

  private final Provenance provenance;
  private boolean found;

  private ForeignThoughts(Protocol protocol) {
    this.provenance = new Provenance(protocol);
  }

  /** The body without them; the same one when it has none. */
  public static byte[] removed(Protocol protocol, byte[] body) {
    if (!suspected(body)) {
      return body;
    }
    JsonNode tree = JSON.readTree(body);
    ForeignThoughts thoughts = new ForeignThoughts(protocol);
    if (tree instanceof ObjectNode request) {
      thoughts.clean(request);
    }
    return thoughts.found ? JSON.writeValueAsBytes(tree) : body;
  }

  /** Whether some text in the body begins with a mark; nearly always none does. */
  private static boolean suspected(byte[] body) {
    for (int at = 1; at < body.length; at++) {
      if (body[at - 1] == '"' && beginsWithMark(body, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsWithMark(byte[] body, int at) {
    for (byte[] mark : MARKS) {
      int end = at + mark.length;
      if (body[at] == mark[0]
          && end <= body.length
          && Arrays.equals(body, at, end, mark, 0, mark.length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the object is one, and has to go. */
  private boolean clean(ObjectNode object) {
    boolean goes = false;
    for (String name : List.copyOf(object.propertyNames())) {
      switch (object.path(name)) {
        case ArrayNode list -> goes |= emptied(name, list);
        case ObjectNode below -> goes |= clean(below) && goesWith(object, name);
        case JsonNode value when value.isString() && OPAQUE.contains(name) ->
            goes |= opaque(object, name, value.stringValue());
        case JsonNode ignored -> {}
      }
    }
    return goes;
  }

  private boolean emptied(String name, ArrayNode list) {
    boolean said = !list.isEmpty();
    list.removeIf(element -> element instanceof ObjectNode object && clean(object));
    return said && list.isEmpty() && CONTENT.contains(name);
  }

  private boolean opaque(ObjectNode object, String name, String value) {
    String own = provenance.own(value);
    if (own != null) {
      found = true;
      object.put(name, own);
      return false;
    }
    if (!isMarked(name, value)) {
      return false;
    }
    found = true;
    return goesWith(object, name);
  }

  private static boolean goesWith(ObjectNode object, String name) {
    if (!BESIDE.contains(name) || object.path("thought").asBoolean(false)) {
      return true;
    }
    if (object.has("functionCall") || object.has("function_call")) {
      object.put(name, SIGNATURE_OF_CALL);
    } else {
      object.remove(name);
    }
    return false;
  }

  private static boolean isMarked(String name, String value) {
    return Provenance.isMarked(value)
        || (BASE64.contains(name) && WRAPPED.stream().anyMatch(value::startsWith));
  }

  /** As much of it as does not depend on what comes after it. */
  private static String wrapped(String mark) {
    byte[] whole = Arrays.copyOf(mark.getBytes(StandardCharsets.US_ASCII), mark.length() / 3 * 3);
    return Base64.getEncoder().encodeToString(whole);
  }
}

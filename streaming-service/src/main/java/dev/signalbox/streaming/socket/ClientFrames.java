package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what clients say on {@code /v1/stream}. */
final class ClientFrames {

  /** From the gateway, on every kind of socket. */
  static final String TOKEN = "signalbox.token";

  private static final int MAX_ID = 128;
  private static final long MAX_CREDIT = 1L << 40;
  private static final long MAX_TIMEOUT_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final Set<String> OF_START =
      Set.of(
          "type",
          "stream_id",
          "protocol",
          "model",
          "stream",
          "request",
          "credit",
          "timeout_ms",
          "fallback_models",
          "hedge_after_ms",
          "cache_max_age",
          "usage_cost",
          "headers");

  private ClientFrames() {}

  /**
   * What a message says.
   *
   * @throws InvalidFrameException when it is none of those that are understood
   */
  static ClientFrame of(MessageFields fields) {
    try {
      return switch (fields.requiredText("type")) {
        case "start" -> start(fields);
        case "cancel" -> new ClientFrame.Cancel(streamId(fields, Set.of("type", "stream_id")));
        case "credit" -> grant(fields);
        case TOKEN -> new ClientFrame.Token(fields.requiredText("token"));
        default ->
            throw new InvalidFrameException(
                "'type' must be one of start, cancel, credit.", null, "type");
      };
    } catch (InvalidFrameException e) {
      throw new InvalidFrameException(
          String.valueOf(e.getMessage()), knownStreamId(fields), e.field());
    }
  }

  private static ClientFrame.Grant grant(MessageFields fields) {
    String id = streamId(fields, Set.of("type", "stream_id", "bytes"));
    Long bytes = fields.number("bytes", 1, MAX_CREDIT);
    if (bytes == null) {
      throw new InvalidFrameException("Missing 'bytes'.", null, "bytes");
    }
    return new ClientFrame.Grant(id, bytes);
  }

  private static ClientFrame.Start start(MessageFields fields) {
    String id = streamId(fields, OF_START);
    byte[] request = fields.raw("request");
    if (request == null) {
      throw new InvalidFrameException("Missing 'request'.", null, "request");
    }
    Protocol protocol = protocol(fields.requiredText("protocol"));
    Long timeout = fields.number("timeout_ms", 1, MAX_TIMEOUT_MILLIS);
    return new ClientFrame.Start(
        id,
        new SocketRequest(
            protocol,
            addressed(protocol, fields),
            request,
            headers(fields),
            timeout == null ? null : Duration.ofMillis(timeout)),
        fields.number("credit", 0, MAX_CREDIT));
  }

  /** As the path says it over HTTP, where a protocol has it there. */
  private static Addressed addressed(Protocol protocol, MessageFields fields) {
    boolean inPath =
        switch (protocol) {
          case GEMINI, BEDROCK_CONVERSE -> true;
          case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, COHERE_CHAT -> false;
        };
    if (inPath) {
      return new Addressed.InPath(fields.requiredText("model"), fields.flag("stream", true));
    }
    for (String name : List.of("model", "stream")) {
      if (fields.names().contains(name)) {
        throw new InvalidFrameException(
            "'" + name + "' belongs into 'request' in this protocol.", null, name);
      }
    }
    return new Addressed.InBody();
  }

  private static Map<String, String> headers(MessageFields fields) {
    Map<String, String> headers = new HashMap<>();
    fields
        .textsByName("headers")
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers.keySet().removeIf(name -> name.startsWith("x-signalbox-"));
    List<String> fallbacks = fields.texts("fallback_models");
    if (!fallbacks.isEmpty()) {
      headers.put("x-signalbox-fallback-models", String.join(",", fallbacks));
    }
    Long hedge = fields.number("hedge_after_ms", 0, MAX_TIMEOUT_MILLIS);
    if (hedge != null) {
      headers.put("x-signalbox-hedge-after-ms", hedge.toString());
    }
    Long age = fields.number("cache_max_age", 0, Integer.MAX_VALUE);
    if (age != null) {
      headers.put("x-signalbox-cache-max-age", age.toString());
    }
    if (fields.flag("usage_cost", false)) {
      headers.put("x-signalbox-usage-cost", "true");
    }
    return headers;
  }

  private static Protocol protocol(String name) {
    return Arrays.stream(Protocol.values())
        .filter(protocol -> wireName(protocol).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFrameException(
                    "'protocol' must be one of "
                        + Arrays.stream(Protocol.values())
                            .map(ClientFrames::wireName)
                            .collect(Collectors.joining(", "))
                        + '.',
                    null,
                    "protocol"));
  }

  private static String wireName(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String streamId(MessageFields fields, Set<String> known) {
    String id = fields.requiredText("stream_id");
    if (id.length() > MAX_ID) {
      throw new InvalidFrameException("'stream_id' is too long.", null, "stream_id");
    }
    for (String name : fields.names()) {
      if (!known.contains(name)) {
        throw new InvalidFrameException("Unknown field '" + name + "'.", null, name);
      }
    }
    return id;
  }

  private static @Nullable String knownStreamId(MessageFields fields) {
    try {
      String id = fields.text("stream_id");
      return id == null || id.length() > MAX_ID ? null : id;
    } catch (InvalidFrameException e) {
      return null;
    }
  }
}

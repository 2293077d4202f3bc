package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what an answer cost into its usage object, as {@code cost}, in US dollars: where clients
 * of OpenRouter look for it. All other bytes stay as they are.
 */
public final class UsageCost {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String FIELD = "cost";

  private final WireProtocol protocol;
  private final BigDecimal cost;

  public UsageCost(WireProtocol protocol, BigDecimal cost) {
    this.protocol = protocol;
    this.cost = cost;
  }

  /** An answer in one piece; as it is if it tells no usage. */
  public byte[] inWhole(byte[] answer) {
    byte[] costed = costed(answer, protocol.usagePath(false));
    return costed == null ? answer : costed;
  }

  /** Whole frames of a stream, the last of them that tells the usage changed. */
  public byte[] inFrames(byte[] frames) {
    FrameSplitter splitter = protocol.splitter(Integer.MAX_VALUE);
    List<Frame> split = new ArrayList<>(splitter.feed(frames, 0, frames.length));
    split.addAll(splitter.end());
    for (int at = split.size() - 1; at >= 0; at--) {
      byte[] costed = costed(split.get(at));
      if (costed != null) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(frames.length + 32);
        split.subList(0, at).forEach(frame -> all.writeBytes(frame.raw()));
        all.writeBytes(costed);
        split.subList(at + 1, split.size()).forEach(frame -> all.writeBytes(frame.raw()));
        return all.toByteArray();
      }
    }
    return frames;
  }

  private byte @Nullable [] costed(Frame frame) {
    String data = frame.data();
    byte[] costed =
        data == null
            ? null
            : costed(data.getBytes(StandardCharsets.UTF_8), protocol.usagePath(true));
    return costed == null ? null : frame.rawWith(new String(costed, StandardCharsets.UTF_8));
  }

  private byte @Nullable [] costed(byte[] json, List<String> path) {
    Place place = place(json, path);
    if (place == null) {
      return null;
    }
    ByteArrayOutputStream costed = new ByteArrayOutputStream(json.length + 32);
    costed.write(json, 0, place.from());
    costed.writeBytes((place.before() + cost.toPlainString()).getBytes(StandardCharsets.US_ASCII));
    costed.write(json, place.to(), json.length - place.to());
    return costed.toByteArray();
  }

  /**
   * Where the cost belongs.
   *
   * @param before what comes before the figure
   */
  private record Place(int from, int to, String before) {}

  /** Null where there is no usage object, or no JSON. */
  private static @Nullable Place place(byte[] json, List<String> path) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name : path) {
        if (!entered(parser, name)) {
          return null;
        }
      }
      return within(parser);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Whether the object that the parser is in has another one of that name, which it is in now. */
  private static boolean entered(JsonParser parser, String name) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = name.equals(parser.currentName());
      JsonToken value = parser.nextToken();
      if (found) {
        return value == JsonToken.START_OBJECT;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** In the place of a figure that is there already, else behind all others. */
  private static Place within(JsonParser parser) {
    boolean empty = true;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = FIELD.equals(parser.currentName());
      parser.nextToken();
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      if (found) {
        return new Place(from, (int) parser.currentLocation().getByteOffset(), "");
      }
      empty = false;
    }
    int end = (int) parser.currentTokenLocation().getByteOffset();
    return new Place(end, end, (empty ? "" : ",") + '"' + FIELD + "\":");
  }
}

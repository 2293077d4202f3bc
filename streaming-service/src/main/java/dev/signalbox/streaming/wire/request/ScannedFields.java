package dev.signalbox.streaming.wire.request;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.RequestBounds;
import dev.signalbox.streaming.wire.TokenEstimate;
import dev.signalbox.streaming.wire.request.RequestBytes.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What one pass over a request has found. */
final class ScannedFields {

  private static final int MAX_MODEL_LENGTH = 256;
  private static final Set<String> TOOLS = Set.of("tools", "toolConfig");

  /** How deep in those the fields of a single tool are. */
  private static final int DEPTH_OF_TOOL = 3;

  private final JsonParser parser;
  private final RequestShape shape;
  private final List<Place> models = new ArrayList<>();
  private @Nullable Place usage;
  private int afterBrace;
  private @Nullable String model;
  private boolean stream;
  private boolean usageAsked;
  private int messages = -1;
  private long characters;
  private long tokens;
  private @Nullable Long outputLimit;
  private long choices = 1;
  private boolean tools;
  private boolean selfContained = true;

  ScannedFields(JsonParser parser, RequestShape shape) {
    this.parser = parser;
    this.shape = shape;
  }

  void read() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException("The body must be a JSON object.", null);
    }
    afterBrace = end();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field(name);
    }
  }

  private void field(String name) {
    if (OutsideContent.isBroughtInBy(name) && parser.currentToken() != JsonToken.VALUE_NULL) {
      selfContained = false;
    }
    if (shape.modelInBody() && name.equals("model")) {
      model();
    } else if (shape.modelInBody() && name.equals("stream")) {
      stream = bool("stream");
    } else if (shape.streamOptions() && name.equals("stream_options")) {
      streamOptions();
    } else if (name.equals(shape.conversation())) {
      conversation();
    } else if (shape.text().contains(name)) {
      tools |= TOOLS.contains(name);
      text(TOOLS.contains(name));
    } else if (shape.outputLimits().contains(name)) {
      outputLimit(name);
    } else if (shape.choices().contains(name)) {
      choices(name);
    } else if (shape.unmetered().contains(name)) {
      unmetered(name);
    } else if (parser.currentToken() == JsonToken.START_OBJECT
        && shape.outputLimits().stream().anyMatch(limit -> limit.startsWith(name + '.'))) {
      settings(name);
    } else {
      parser.skipChildren();
    }
  }

  ClientRequest request(Protocol protocol, Addressed addressed, byte[] body) {
    String named =
        switch (addressed) {
          case Addressed.InBody ignored -> model;
          case Addressed.InPath path -> path.model();
        };
    boolean streamed =
        switch (addressed) {
          case Addressed.InBody ignored -> stream;
          case Addressed.InPath path -> path.stream();
        };
    if (named == null || named.isBlank()) {
      throw new InvalidRequestException("you must provide a model parameter", "model");
    }
    if (messages < 0) {
      throw new InvalidRequestException(
          "Missing required parameter: '" + shape.conversation() + "'.", shape.conversation());
    }
    boolean hidden = shape.streamOptions() && streamed && !usageAsked;
    List<Place> edits = new ArrayList<>(models);
    if (hidden) {
      edits.add(
          usage != null
              ? usage
              : new Place.Text(
                  afterBrace, afterBrace, "\"stream_options\":{\"include_usage\":true},"));
    }
    edits.sort(Comparator.comparingInt(Place::start));
    return new ClientRequest(
        protocol,
        named,
        streamed,
        hidden,
        TokenEstimate.ofCharacters(characters)
            + tokens
            + (long) shape.element().overhead() * messages,
        outputLimit,
        new RequestBounds(body.length, choices, tools, selfContained),
        new RequestBytes(body),
        List.copyOf(edits));
  }

  private void model() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidRequestException("'model' must be a string.", "model");
    }
    int start = start();
    model = parser.getString();
    if (model.length() > MAX_MODEL_LENGTH) {
      throw new InvalidRequestException("'model' is too long.", "model");
    }
    models.add(new Place.Model(start, end()));
  }

  private void streamOptions() {
    usageAsked = false;
    usage = null;
    int start = start();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      usage = new Place.Text(start, end(), "{\"include_usage\":true}");
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException("'stream_options' must be an object.", "stream_options");
    }
    int inside = end();
    boolean empty = true;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      empty = false;
      boolean wanted = parser.currentName().equals("include_usage");
      parser.nextToken();
      if (wanted) {
        int value = start();
        usageAsked = bool("stream_options.include_usage");
        usage = new Place.Text(value, end(), "true");
      } else {
        parser.skipChildren();
      }
    }
    if (usage == null) {
      usage = new Place.Text(inside, inside, "\"include_usage\":true" + (empty ? "" : ","));
    }
  }

  /** A list of messages, or one text where the protocol allows it. */
  private void conversation() {
    String name = shape.conversation();
    if (parser.currentToken() == JsonToken.VALUE_STRING && !name.equals("messages")) {
      messages = 1;
      text(false);
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidRequestException("'" + name + "' must be an array.", name);
    }
    messages = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (shape.element() == RequestShape.Element.MESSAGE
          && parser.currentToken() != JsonToken.START_OBJECT) {
        throw new InvalidRequestException("An element of '" + name + "' must be an object.", name);
      }
      messages++;
      text(false);
    }
    if (messages == 0) {
      throw new InvalidRequestException("'" + name + "' must have at least one element.", name);
    }
  }

  private void settings(String name) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String setting = parser.currentName();
      String path = name + '.' + setting;
      parser.nextToken();
      if (shape.outputLimits().contains(path)) {
        outputLimit(path);
      } else if (shape.choices().contains(path)) {
        choices(path);
      } else {
        if (OutsideContent.isBroughtInBy(setting)) {
          selfContained = false;
        }
        parser.skipChildren();
      }
    }
  }

  private void outputLimit(String name) {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {
        return;
      }
      case VALUE_NUMBER_INT -> {
        long limit = parser.getValueAsLong(Long.MAX_VALUE);
        // Whichever of several a provider goes by.
        outputLimit = outputLimit == null ? limit : Math.max(outputLimit, limit);
      }
      default -> throw new InvalidRequestException("'" + name + "' must be an integer.", name);
    }
  }

  private void choices(String name) {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {
        return;
      }
      case VALUE_NUMBER_INT -> choices = Math.max(choices, parser.getValueAsLong(Long.MAX_VALUE));
      default -> throw new InvalidRequestException("'" + name + "' must be an integer.", name);
    }
  }

  private void unmetered(String name) {
    if (bool(name)) {
      throw new InvalidRequestException(
          "'" + name + "' must be false: an answer has to come on the connection it was asked on.",
          name);
    }
  }

  /**
   * Counts the characters of every string in a value, but not those of images and the like, and of
   * an input in tokens those.
   */
  private void text(boolean ofTools) {
    int depth = 0;
    String name = "";
    do {
      JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.PROPERTY_NAME) {
        name = parser.currentName();
        selfContained &=
            !(ofTools && depth <= DEPTH_OF_TOOL && OutsideContent.isProvidersTool(name));
      } else if (token == JsonToken.VALUE_STRING) {
        selfContained &= !outside(name, ofTools && depth == 2);
        characters += OutsideContent.isMedia(name) ? 0 : parser.getStringLength();
      } else if (token == JsonToken.VALUE_NUMBER_INT
          && shape.element() == RequestShape.Element.INPUT) {
        tokens++;
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private boolean outside(String name, boolean ofTool) {
    if (!name.equals("type")) {
      return OutsideContent.isMeant(name, "");
    }
    String type = parser.getString();
    return ofTool ? OutsideContent.isProvidersType(type) : OutsideContent.isMeant(name, type);
  }

  private boolean bool(String name) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw new InvalidRequestException("'" + name + "' must be a boolean.", name);
    };
  }

  private int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private int end() {
    return (int) parser.currentLocation().getByteOffset();
  }
}

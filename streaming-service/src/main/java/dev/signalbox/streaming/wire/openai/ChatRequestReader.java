package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.RequestBounds;
import dev.signalbox.streaming.wire.openai.RequestBytes.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads chat completion requests in one pass over their bytes. */
public final class ChatRequestReader {

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 3;
  private static final int MAX_MODEL_LENGTH = 256;

  private final JsonMapper json;

  public ChatRequestReader(JsonMapper json) {
    this.json = json;
  }

  /**
   * The request in a body.
   *
   * @throws InvalidChatRequestException when it is none
   */
  public ChatRequest read(byte[] body) {
    requireUtf8(body);
    try (JsonParser parser = json.createParser(body)) {
      Reading reading = new Reading(parser);
      reading.object();
      if (parser.nextToken() != null) {
        throw new InvalidChatRequestException("There is something after the JSON object.", null);
      }
      return reading.request(body);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new InvalidChatRequestException(
          "The body is not valid JSON"
              + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ": "
              + e.getOriginalMessage(),
          null);
    }
  }

  private static void requireUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new InvalidChatRequestException("The body is not UTF-8.", null);
    }
    // UTF-16 without odd bytes decodes as UTF-8 too; only its zero bytes give it away.
    if (body.length > 1 && (body[0] == 0 || body[1] == 0 || body[0] == (byte) 0xEF)) {
      throw new InvalidChatRequestException("The body is not UTF-8 without byte order mark.", null);
    }
  }

  private static final class Reading {

    private final JsonParser parser;
    private final List<Place> models = new ArrayList<>();
    private @Nullable Place usage;
    private int afterBrace;
    private @Nullable String model;
    private boolean stream;
    private boolean usageAsked;
    private int messages = -1;
    private long characters;
    private @Nullable Long maxOutputTokens;
    private long choices = 1;
    private boolean tools;
    private boolean media;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    void object() {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidChatRequestException("The body must be a JSON object.", null);
      }
      afterBrace = end();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "model" -> model();
          case "stream" -> stream = bool("stream");
          case "stream_options" -> streamOptions();
          case "messages" -> messages();
          case "tools" -> {
            tools = true;
            text();
          }
          case "max_tokens", "max_completion_tokens" -> maxOutputTokens = atMost(name);
          case "n" -> choices = Math.max(1, count("n"));
          case "modalities", "audio" -> {
            media |= parser.currentToken() != JsonToken.VALUE_NULL;
            parser.skipChildren();
          }
          default -> parser.skipChildren();
        }
      }
    }

    ChatRequest request(byte[] body) {
      if (model == null || model.isBlank()) {
        throw new InvalidChatRequestException("you must provide a model parameter", "model");
      }
      if (messages < 0) {
        throw new InvalidChatRequestException(
            "Missing required parameter: 'messages'.", "messages");
      }
      List<Place> edits = new ArrayList<>(models);
      if (stream && !usageAsked) {
        edits.add(
            usage != null
                ? usage
                : new Place.Text(
                    afterBrace, afterBrace, "\"stream_options\":{\"include_usage\":true},"));
      }
      edits.sort(Comparator.comparingInt(Place::start));
      long tokens = Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
      return new ChatRequest(
          model,
          stream,
          usageAsked,
          tokens + (long) TOKENS_PER_MESSAGE * messages,
          new RequestBounds(body.length, maxOutputTokens, choices, tools, !media),
          new RequestBytes(body),
          List.copyOf(edits));
    }

    private void model() {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new InvalidChatRequestException("'model' must be a string.", "model");
      }
      int start = start();
      model = parser.getString();
      if (model.length() > MAX_MODEL_LENGTH) {
        throw new InvalidChatRequestException("'model' is too long.", "model");
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
        throw new InvalidChatRequestException(
            "'stream_options' must be an object.", "stream_options");
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

    private void messages() {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw new InvalidChatRequestException("'messages' must be an array.", "messages");
      }
      messages = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new InvalidChatRequestException("A message must be an object.", "messages");
        }
        messages++;
        text();
      }
      if (messages == 0) {
        throw new InvalidChatRequestException(
            "'messages' must have at least one element.", "messages");
      }
    }

    /** Counts the characters of every string in a value, but not those of images and the like. */
    private void text() {
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
        } else if (token == JsonToken.VALUE_STRING) {
          if (name.equals("url") || name.equals("data")) {
            media = true;
          } else {
            characters += parser.getStringLength();
          }
        }
      } while (depth > 0 && parser.nextToken() != null);
    }

    /** The higher of several names' limits. */
    private @Nullable Long atMost(String name) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return maxOutputTokens;
      }
      long limit = count(name);
      Long before = maxOutputTokens;
      return before == null ? limit : Math.max(before, limit);
    }

    private long count(String name) {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> 0;
        case VALUE_NUMBER_INT -> parser.getValueAsLong(Long.MAX_VALUE);
        default ->
            throw new InvalidChatRequestException("'" + name + "' must be an integer.", name);
      };
    }

    private boolean bool(String name) {
      return switch (parser.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE, VALUE_NULL -> false;
        default -> throw new InvalidChatRequestException("'" + name + "' must be a boolean.", name);
      };
    }

    private int start() {
      return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int end() {
      return (int) parser.currentLocation().getByteOffset();
    }
  }
}

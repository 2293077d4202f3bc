package dev.signalbox.routing.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The pieces of words that the model knows, with their numbers. */
final class Vocabulary {

  private final Map<String, Integer> ids;
  private final int unknown;
  private final int start;
  private final int separator;

  Vocabulary(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
    this.unknown = required("[UNK]");
    this.start = required("[CLS]");
    this.separator = required("[SEP]");
  }

  /**
   * Reads {@code model.vocab} out of a Hugging Face {@code tokenizer.json}, without building a tree
   * of it.
   */
  static Vocabulary read(InputStream tokenizerJson) {
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), tokenizerJson)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("vocab")) {
          return new Vocabulary(entries(parser));
        }
      }
      throw new IOException("The tokenizer file has no vocabulary");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> entries(JsonParser parser) {
    Map<String, Integer> entries = new HashMap<>(65_536);
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String piece = parser.currentName();
      parser.nextToken();
      entries.put(piece, parser.getIntValue());
    }
    return entries;
  }

  private int required(String piece) {
    Integer id = ids.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("The vocabulary lacks " + piece);
    }
    return id;
  }

  @Nullable Integer id(String piece) {
    return ids.get(piece);
  }

  int size() {
    return ids.size();
  }

  int unknown() {
    return unknown;
  }

  int start() {
    return start;
  }

  int separator() {
    return separator;
  }
}

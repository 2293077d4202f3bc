package dev.signalbox.streaming.wire.request;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object in a request, each asked for once by name. What nobody asked for is
 * what another protocol could not be told: {@link #requireAllRead}. Null counts as absent.
 */
public final class Fields {

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final JsonNode object;
  private final String path;
  private final boolean protobuf;
  private final Set<String> read = new HashSet<>();

  private Fields(JsonNode object, String path, boolean protobuf) {
    this.object = object;
    this.path = path;
    this.protobuf = protobuf;
  }

  /** Of a request's body. */
  public static Fields ofBody(JsonNode body) {
    return of(body, "");
  }

  /**
   * Of the body of a request that is a protobuf message: fields are asked for in camel case and
   * found in snake case too, as the JSON form of protobuf has it (protobuf.dev, ProtoJSON).
   */
  public static Fields ofProtobuf(JsonNode body) {
    return of(body, "", true);
  }

  /**
   * Of a value somewhere in a body.
   *
   * @param path the value's own, as {@code messages[2]}
   */
  public static Fields of(JsonNode value, String path) {
    return of(value, path, false);
  }

  private static Fields of(JsonNode value, String path, boolean protobuf) {
    if (!value.isObject()) {
      throw new InvalidRequestException(
          path.isEmpty() ? "The body must be a JSON object." : "'" + path + "' must be an object.",
          path.isEmpty() ? null : path);
    }
    return new Fields(value, path, protobuf);
  }

  /** The path of this object. */
  public String path() {
    return path;
  }

  /** The path of one of its fields. */
  public String path(String name) {
    return path.isEmpty() ? spelled(name) : path + '.' + spelled(name);
  }

  /** Any value, null when absent. */
  public @Nullable JsonNode value(String name) {
    read.add(spelled(name));
    JsonNode value = object.get(spelled(name));
    return value == null || value.isNull() ? null : value;
  }

  /** Any value. */
  public JsonNode required(String name) {
    JsonNode value = value(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public boolean has(String name) {
    return object.hasNonNull(spelled(name));
  }

  /** The name as this object spells it. */
  private String spelled(String name) {
    if (!protobuf || object.has(name)) {
      return name;
    }
    String snake = CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
    return object.has(snake) ? snake : name;
  }

  public @Nullable String string(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isString()) {
      throw invalid(name, "a string");
    }
    return value == null ? null : value.stringValue();
  }

  public String requiredString(String name) {
    String value = string(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable Boolean bool(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw invalid(name, "a boolean");
    }
    return value == null ? null : value.booleanValue();
  }

  public @Nullable Long integer(String name) {
    JsonNode value = value(name);
    if (value != null && !value.canConvertToLong()) {
      throw invalid(name, "an integer");
    }
    return value == null ? null : value.longValue();
  }

  public @Nullable BigDecimal decimal(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isNumber()) {
      throw invalid(name, "a number");
    }
    return value == null ? null : value.decimalValue();
  }

  /** An object, null when absent. */
  public @Nullable Fields object(String name) {
    JsonNode value = value(name);
    return value == null ? null : of(value, path(name), protobuf);
  }

  public Fields requiredObject(String name) {
    Fields value = object(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  /** Of an object further down that no name known beforehand leads to. */
  public Fields below(JsonNode value, String path) {
    return of(value, path, protobuf);
  }

  /** The objects of a list, none when absent. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      objects.add(of(element, path(name) + '[' + objects.size() + ']', protobuf));
    }
    return objects;
  }

  /** A list of texts, or one text alone; none when absent. */
  public List<String> strings(String name) {
    JsonNode value = value(name);
    if (value != null && value.isString()) {
      return List.of(value.stringValue());
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      if (!element.isString()) {
        throw invalid(name, "a list of strings");
      }
      strings.add(element.stringValue());
    }
    return strings;
  }

  private Iterable<JsonNode> elements(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isArray()) {
      throw invalid(name, "an array");
    }
    return value == null ? List.of() : value;
  }

  /** Passes over fields that say nothing which another protocol would have to be told. */
  public void ignore(String... names) {
    for (String name : names) {
      read.add(spelled(name));
    }
  }

  /**
   * Passes over a field as long as it says no more than its default.
   *
   * @throws InexpressibleException when it says something else
   */
  public void ignoreDefault(String name, Object byDefault) {
    JsonNode value = value(name);
    if (value != null && !value.asString("").equals(byDefault.toString())) {
      throw inexpressible(name);
    }
  }

  /**
   * Everything has been read, nothing is left.
   *
   * @throws InexpressibleException names the first field that is left
   */
  public void requireAllRead() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name) && !object.get(name).isNull()) {
        throw inexpressible(name);
      }
    }
  }

  public InexpressibleException inexpressible(String name) {
    return new InexpressibleException(
        path(name), "'" + path(name) + "' has no counterpart in the protocol of this model.");
  }

  public InvalidRequestException invalid(String name, String expected) {
    return new InvalidRequestException(
        "'" + path(name) + "' must be " + expected + '.', path(name));
  }

  public InvalidRequestException missing(String name) {
    return new InvalidRequestException(
        "Missing required parameter: '" + path(name) + "'.", path(name));
  }
}

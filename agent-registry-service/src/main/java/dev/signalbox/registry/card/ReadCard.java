package dev.signalbox.registry.card;

import dev.signalbox.registry.agent.CardInterface;
import dev.signalbox.registry.agent.Skill;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads agent cards: of A2A 1.0 (section 4.4.1) if they have {@code supportedInterfaces}, and else
 * of 0.3 (section 5.5). What a card has beyond that is its own affair.
 */
@Component
public final class ReadCard {

  private static final Set<String> BINDINGS = Set.of("JSONRPC", "HTTP+JSON");
  private static final int MOST_SKILLS = 50;
  private static final int MOST_EXAMPLES = 200;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 1_000;

  private final JsonMapper json;

  ReadCard(JsonMapper json) {
    this.json = json;
  }

  /** Reads a card as it came over the network. */
  public AgentCard read(byte[] bytes) throws InvalidCardException {
    try {
      return read(json.readTree(bytes));
    } catch (JacksonException e) {
      throw new InvalidCardException(List.of("it is no well-formed JSON"));
    }
  }

  /** Reads a card. */
  public AgentCard read(JsonNode card) throws InvalidCardException {
    if (!card.isObject()) {
      throw new InvalidCardException(List.of("it is not a JSON object"));
    }
    CardFields fields = new CardFields();
    boolean first = card.has("supportedInterfaces");
    String name = fields.text(card, "", "name");
    String description = fields.text(card, "", "description");
    fields.text(card, "", "version");
    fields.object(card, "", "capabilities");
    // In 0.3 these must be there, but may be empty.
    fields.texts(card, "", "defaultInputModes", !first);
    fields.texts(card, "", "defaultOutputModes", !first);
    List<Skill> skills = skills(fields, card, !first);
    CardInterface at = first ? supported(fields, card) : mainAndAdditional(fields, card);
    JsonNode provider = card.path("provider");
    String organization =
        provider.isObject() ? fields.optionalText(provider, "provider.", "organization") : null;
    if (!fields.faults().isEmpty() || at == null) {
      throw new InvalidCardException(fields.faults());
    }
    return new AgentCard(
        cut(name, LONGEST_NAME), cut(description, LONGEST_TEXT), organization, at, skills, card);
  }

  private static List<Skill> skills(CardFields fields, JsonNode card, boolean mayBeEmpty) {
    List<Skill> skills = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonNode skill : fields.list(card, "", "skills", mayBeEmpty)) {
      String path = "skills[%d].".formatted(index++);
      fields.text(skill, path, "id");
      String name = cut(fields.text(skill, path, "name"), LONGEST_NAME);
      String description = cut(fields.text(skill, path, "description"), LONGEST_TEXT);
      fields.texts(skill, path, "tags", mayBeEmpty);
      if (skills.size() < MOST_SKILLS && names.add(name.toLowerCase(Locale.ROOT))) {
        skills.add(new Skill(name, description, examples(skill)));
      }
    }
    return skills;
  }

  private static List<String> examples(JsonNode skill) {
    return skill
        .path("examples")
        .valueStream()
        .filter(JsonNode::isString)
        .map(example -> clean(example.stringValue()))
        .filter(example -> !example.isBlank() && example.length() <= LONGEST_TEXT)
        .distinct()
        .limit(MOST_EXAMPLES)
        .toList();
  }

  private static @Nullable CardInterface supported(CardFields fields, JsonNode card) {
    List<CardInterface> interfaces = new ArrayList<>();
    int index = 0;
    for (JsonNode at : fields.list(card, "", "supportedInterfaces", false)) {
      String path = "supportedInterfaces[%d].".formatted(index++);
      interfaces.add(
          new CardInterface(
              url(fields, at, path, "url"),
              fields.text(at, path, "protocolBinding"),
              fields.text(at, path, "protocolVersion"),
              fields.optionalText(at, path, "tenant")));
    }
    return preferred(interfaces);
  }

  private static @Nullable CardInterface mainAndAdditional(CardFields fields, JsonNode card) {
    String version = fields.text(card, "", "protocolVersion");
    String main = fields.optionalText(card, "", "preferredTransport");
    List<CardInterface> interfaces = new ArrayList<>();
    interfaces.add(
        new CardInterface(
            url(fields, card, "", "url"), main == null ? "JSONRPC" : main, version, null));
    int index = 0;
    for (JsonNode at : card.path("additionalInterfaces")) {
      String path = "additionalInterfaces[%d].".formatted(index++);
      interfaces.add(
          new CardInterface(
              url(fields, at, path, "url"), fields.text(at, path, "transport"), version, null));
    }
    return preferred(interfaces);
  }

  private static @Nullable CardInterface preferred(List<CardInterface> interfaces) {
    return interfaces.stream()
        .filter(at -> BINDINGS.contains(at.binding()))
        .findFirst()
        .orElse(interfaces.isEmpty() ? null : interfaces.getFirst());
  }

  private static String url(CardFields fields, JsonNode at, String path, String field) {
    String url = fields.text(at, path, field);
    try {
      URI uri = new URI(url).parseServerAuthority();
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      // A gRPC interface may be a host and a port alone.
      if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return url;
      }
    } catch (URISyntaxException e) {
      fields.reject(path + field, "is no URL");
      return url;
    }
    if (!"GRPC".equals(at.path("protocolBinding").asString(at.path("transport").asString("")))) {
      fields.reject(path + field, "is no http or https URL");
    }
    return url;
  }

  private static String cut(String text, int longest) {
    String clean = clean(text);
    if (clean.length() <= longest) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
    return clean.substring(0, end);
  }

  /** Without what no definition may hold. */
  private static String clean(String text) {
    return text.codePoints()
        .filter(
            character ->
                character >= ' ' || character == '\t' || character == '\n' || character == '\r')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

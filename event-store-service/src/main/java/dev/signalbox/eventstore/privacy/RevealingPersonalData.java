package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts in the place of sealed values what a reader sees: the value, or {@code hidden}, or {@code
 * forgotten}, or {@code unreadable} if this process lacks the secret or the value was tampered
 * with.
 */
@Component
public class RevealingPersonalData {

  private static final Logger LOG = LoggerFactory.getLogger(RevealingPersonalData.class);

  private final CachedKeys keys;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  RevealingPersonalData(CachedKeys keys) {
    this.keys = keys;
  }

  /** For those who may see personal data. */
  public List<RecordedEvent> reveal(List<RecordedEvent> events) {
    return rendered(events, true);
  }

  /** For everybody else. */
  public List<RecordedEvent> hide(List<RecordedEvent> events) {
    return rendered(events, false);
  }

  private List<RecordedEvent> rendered(List<RecordedEvent> events, boolean reveal) {
    Set<SubjectId> subjects = new HashSet<>();
    for (RecordedEvent event : events) {
      if (Envelope.isIn(event.data())) {
        collect(event.data(), subjects);
      }
    }
    if (subjects.isEmpty()) {
      return events;
    }
    Map<SubjectId, SubjectKey> found = keys.find(subjects);
    List<RecordedEvent> rendered = new ArrayList<>(events.size());
    for (RecordedEvent event : events) {
      rendered.add(
          Envelope.isIn(event.data())
              ? event.as(
                  event.type(),
                  event.schemaVersion(),
                  rendered(event, event.data(), "", found, reveal))
              : event);
    }
    return rendered;
  }

  private static void collect(JsonNode node, Set<SubjectId> subjects) {
    Envelope.of(node).map(Envelope::subject).ifPresent(subjects::add);
    node.forEach(child -> collect(child, subjects));
  }

  private JsonNode rendered(
      RecordedEvent event,
      JsonNode node,
      String pointer,
      Map<SubjectId, SubjectKey> found,
      boolean reveal) {
    Envelope envelope = Envelope.of(node).orElse(null);
    if (envelope != null) {
      return content(event, envelope, pointer, found.get(envelope.subject()), reveal);
    }
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = json.createObjectNode();
        object
            .properties()
            .forEach(
                member ->
                    copy.set(
                        member.getKey(),
                        rendered(
                            event,
                            member.getValue(),
                            pointer + "/" + Pointers.escaped(member.getKey()),
                            found,
                            reveal)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = json.createArrayNode();
        for (int index = 0; index < array.size(); index++) {
          copy.add(rendered(event, array.get(index), pointer + "/" + index, found, reveal));
        }
        yield copy;
      }
      case JsonNode value -> value;
    };
  }

  private JsonNode content(
      RecordedEvent event,
      Envelope envelope,
      String pointer,
      @Nullable SubjectKey key,
      boolean reveal) {
    return switch (key) {
      case SubjectKey.Destroyed() -> Envelope.tombstone("forgotten");
      case SubjectKey.Live(DataKey data) ->
          reveal ? opened(event, envelope, pointer, data) : Envelope.tombstone(Envelope.HIDDEN);
      case SubjectKey.Locked() -> Envelope.tombstone(reveal ? "unreadable" : Envelope.HIDDEN);
      case null -> Envelope.tombstone(reveal ? "unreadable" : Envelope.HIDDEN);
    };
  }

  private JsonNode opened(RecordedEvent event, Envelope envelope, String pointer, DataKey key) {
    SealedField place = new SealedField(event.id(), event.stream(), pointer);
    if (envelope.key() == key.number()) {
      String value = key.open(place, envelope.value()).orElse(null);
      if (value != null) {
        return json.readTree(value);
      }
    }
    LOG.warn("The personal value at {} of event {} does not open", pointer, event.id());
    return Envelope.tombstone("unreadable");
  }
}

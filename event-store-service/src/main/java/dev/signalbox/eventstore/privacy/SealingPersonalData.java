package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts personal fields under their subjects' keys before an event is recorded. */
@Component
public class SealingPersonalData {

  private final SubjectKeys keys;
  private final MasterKeys masters;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  SealingPersonalData(SubjectKeys keys, MasterKeys masters) {
    this.keys = keys;
    this.masters = masters;
  }

  /** See {@link Admission#admit}. */
  public List<NewEvent> admit(List<NewEvent> events) {
    Map<String, SubjectId> subjects = new HashMap<>();
    for (NewEvent event : events) {
      if (Envelope.isIn(event.data())) {
        throw new InvalidPersonalDataException(
            "The data of event %s has a member %s, which only this store may use; rename it"
                .formatted(event.id(), Envelope.MEMBER));
      }
      if (event.personal() != null) {
        String name = event.personal().subject();
        subjects.put(name, SubjectId.parse(name).orElseThrow(() -> invalidSubject(event)));
      }
    }
    if (subjects.isEmpty()) {
      return events;
    }
    // First all that can be refused, so that a refused append leaves no key.
    List<Sealable> sealable = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      sealable.add(
          event.personal() == null
              ? new Sealable(event, null, List.of())
              : sealable(event, event.personal(), subjects));
    }
    Map<SubjectId, DataKey> live = keysOf(Set.copyOf(subjects.values()));
    return sealable.stream().map(one -> sealed(one, live)).toList();
  }

  private record Sealable(NewEvent event, @Nullable SubjectId subject, List<JsonPointer> fields) {}

  private static Sealable sealable(
      NewEvent event, Personal personal, Map<String, SubjectId> subjects) {
    SubjectId subject = subjects.get(personal.subject());
    List<JsonPointer> fields = Pointers.outermost(event.id(), personal.fields());
    for (JsonPointer field : fields) {
      if (event.data().at(field).isMissingNode()) {
        throw new InvalidPersonalDataException(
            "Event %s has no %s in its data; name fields that are there"
                .formatted(event.id(), field));
      }
    }
    if (tags(event, Objects.requireNonNull(subject)).size() > NewEvent.MOST_TAGS) {
      throw new InvalidPersonalDataException(
          "Event %s has %d tags, and its personal data needs one more; at most %d are taken"
              .formatted(event.id(), event.tags().size(), NewEvent.MOST_TAGS));
    }
    return new Sealable(event, subject, fields);
  }

  private Map<SubjectId, DataKey> keysOf(Set<SubjectId> subjects) {
    masters.current();
    // Not from memory: somebody forgotten a moment ago is refused by every replica at once.
    Map<SubjectId, SubjectKey> found = new HashMap<>(keys.find(subjects));
    Set<SubjectId> without = new HashSet<>(subjects);
    without.removeAll(found.keySet());
    if (!without.isEmpty()) {
      without.stream().sorted(Comparator.comparing(SubjectId::value)).forEach(keys::make);
      found.putAll(keys.find(without));
    }
    Map<SubjectId, DataKey> live = new HashMap<>();
    found.forEach(
        (subject, key) ->
            live.put(
                subject,
                switch (key) {
                  case SubjectKey.Live(DataKey data) -> data;
                  case SubjectKey.Destroyed() -> throw new SubjectForgottenException(subject);
                  case SubjectKey.Locked() ->
                      throw new PersonalDataUnavailableException(
                          "The key of subject %s is wrapped with another SIGNALBOX_SECRET; give it to the service as a previous secret"
                              .formatted(subject));
                }));
    return live;
  }

  private NewEvent sealed(Sealable one, Map<SubjectId, DataKey> live) {
    NewEvent event = one.event();
    SubjectId subject = one.subject();
    if (subject == null) {
      return event;
    }
    DataKey key = Objects.requireNonNull(live.get(subject));
    JsonNode data = event.data().deepCopy();
    for (JsonPointer field : one.fields()) {
      SealedField place = new SealedField(event.id(), event.stream(), field.toString());
      byte[] value = key.seal(place, json.writeValueAsString(data.at(field)));
      replace(data, field, new Envelope(subject, key.number(), value).json());
    }
    return event.sealed(data, tags(event, subject));
  }

  private static void replace(JsonNode data, JsonPointer field, JsonNode value) {
    JsonPointer last = field.last();
    switch (data.at(field.head())) {
      case ObjectNode object -> object.set(last.getMatchingProperty(), value);
      case ArrayNode array -> array.set(last.getMatchingIndex(), value);
      case JsonNode other ->
          throw new IllegalStateException("Nothing is in " + other.getNodeType());
    }
  }

  private static Set<String> tags(NewEvent event, SubjectId subject) {
    Set<String> tags = new HashSet<>(event.tags());
    tags.add(subject.tag());
    return tags;
  }

  private static InvalidPersonalDataException invalidSubject(NewEvent event) {
    return new InvalidPersonalDataException(
        "The subject of event %s has at most 200 characters of A-Z a-z 0-9 . _ ~ : @ + - and single slashes between, like user/42"
            .formatted(event.id()));
  }
}

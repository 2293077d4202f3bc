package dev.signalbox.eventstore.schema;

import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import dev.signalbox.eventstore.schema.RegisteredSchema.Outline;
import dev.signalbox.eventstore.schema.SchemaViolationException.EventViolation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks events against their schemas before they are recorded. */
@Component
public class CheckingSchemas {

  /** The member of the metadata that names what is wrong with an event that was taken anyway. */
  public static final String MARK = "schema_violations";

  private static final String METER = "signalbox.event_store.schema.violations";
  private static final int ATTEMPTS = 5;

  private final KnownSchemas schemas;
  private final SchemaProperties properties;
  private final Counter rejected;
  private final Counter warned;

  CheckingSchemas(KnownSchemas schemas, SchemaProperties properties, MeterRegistry meters) {
    this.schemas = schemas;
    this.properties = properties;
    this.rejected = counter(meters, "rejected");
    this.warned = counter(meters, "warned");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder(METER)
        .description("Events that broke their schema")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** See {@link Admission#admit}. */
  public List<NewEvent> admit(List<NewEvent> events) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<List<NewEvent>> admitted = attempt(events);
      if (admitted.isPresent()) {
        return admitted.get();
      }
      schemas.refreshAll();
    }
    throw new IllegalStateException("Schemas kept changing while events were checked");
  }

  // Nothing if a schema is another one by now.
  private Optional<List<NewEvent>> attempt(List<NewEvent> events) {
    List<EventViolation> refused = new ArrayList<>();
    List<NewEvent> admitted = new ArrayList<>(events.size());
    List<Outline> used = new ArrayList<>();
    int marked = 0;
    for (int index = 0; index < events.size(); index++) {
      NewEvent event = events.get(index);
      SchemaId id = new SchemaId(event.type(), event.schemaVersion());
      Outline outline = schemas.find(id).orElse(null);
      if (outline == null) {
        if (properties.unregistered() == SchemaProperties.Unregistered.REJECT) {
          refused.add(
              new EventViolation(
                  index,
                  event.id(),
                  id,
                  new Violation("", "unregistered", "no schema is registered; register one")));
        }
        admitted.add(event);
        continue;
      }
      CompiledSchema schema = schemas.compiled(outline).orElse(null);
      if (schema == null) {
        return Optional.empty();
      }
      Checked checked = check(event, outline, schema);
      boolean reject = checked.unusable() || outline.onViolation() == OnViolation.REJECT;
      if (!checked.violations().isEmpty() && reject) {
        for (Violation violation : checked.violations()) {
          refused.add(new EventViolation(index, event.id(), id, violation));
        }
        continue;
      }
      used.add(outline);
      marked += checked.violations().isEmpty() ? 0 : 1;
      admitted.add(marked(checked));
    }
    if (!refused.isEmpty()) {
      rejected.increment(
          (double) refused.stream().mapToInt(EventViolation::index).distinct().count());
      throw new SchemaViolationException(refused);
    }
    for (Outline outline : Set.copyOf(used)) {
      if (!schemas.use(outline)) {
        return Optional.empty();
      }
    }
    warned.increment(marked);
    return Optional.of(admitted);
  }

  /**
   * An event with what is wrong with it.
   *
   * @param unusable whether it must not even be taken with a mark
   */
  private record Checked(NewEvent event, List<Violation> violations, boolean unusable) {}

  private static Checked check(NewEvent event, Outline outline, CompiledSchema schema) {
    NewEvent known = event;
    PersonalRule rule = schema.personal().orElse(null);
    if (rule != null) {
      try {
        Personal personal = rule.of(event);
        known = personal == null ? event : event.withPersonal(personal);
      } catch (PersonalRule.UnknownSubject e) {
        Violation violation =
            new Violation(
                rule.subject().toString(), PersonalRule.KEYWORD, String.valueOf(e.getMessage()));
        return new Checked(event, List.of(violation), true);
      }
    }
    if (outline.retired()) {
      return new Checked(
          known, List.of(new Violation("", "retired", "this version is retired")), false);
    }
    Set<String> personal = known.personal() == null ? Set.of() : known.personal().fields();
    return new Checked(
        known,
        schema.violationsOf(event.data()).stream().map(one -> one.outside(personal)).toList(),
        false);
  }

  // Without messages, which may tell of the data.
  private static NewEvent marked(Checked checked) {
    NewEvent event = checked.event();
    if (checked.violations().isEmpty()) {
      return event;
    }
    JsonNode before = event.metadata();
    ObjectNode metadata =
        before == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) before.deepCopy();
    ArrayNode marks = metadata.putArray(MARK);
    for (Violation violation : checked.violations()) {
      marks.addObject().put("pointer", violation.pointer()).put("keyword", violation.keyword());
    }
    return event.withMetadata(metadata);
  }
}

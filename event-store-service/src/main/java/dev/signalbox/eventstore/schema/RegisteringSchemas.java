package dev.signalbox.eventstore.schema;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Registers schemas, changes what may be changed of them and removes them. */
@Service
public class RegisteringSchemas {

  private final Schemas schemas;
  private final SchemaCompiler compiler;
  private final KnownSchemas known;
  private final int most;

  RegisteringSchemas(
      Schemas schemas, SchemaCompiler compiler, KnownSchemas known, SchemaProperties properties) {
    this.schemas = schemas;
    this.compiler = compiler;
    this.known = known;
    this.most = properties.maxSchemas();
  }

  /**
   * Registers it, if nothing stands against it.
   *
   * @throws InvalidSchemaException if it cannot be used
   */
  public RegisteringOutcome register(SchemaId id, JsonNode schema, SchemaRules rules) {
    compiler.compile(schema);
    RegisteringOutcome outcome = schemas.alone(() -> save(id, schema, rules));
    known.refreshAll();
    return outcome;
  }

  private RegisteringOutcome save(SchemaId id, JsonNode schema, SchemaRules rules) {
    Optional<RegisteredSchema> before = schemas.find(id);
    boolean same = before.isPresent() && before.get().schema().equals(schema);
    if (before.isPresent() && before.get().usedAt() != null && !same) {
      return new RegisteringOutcome.InUse();
    }
    List<RegisteredSchema.Outline> all = schemas.outlines();
    if (before.isEmpty() && all.size() >= most) {
      return new RegisteringOutcome.TooMany(most);
    }
    if (rules.compatibility() == Compatibility.BACKWARD && !same) {
      Optional<RegisteringOutcome> broken = incompatible(id, schema, all);
      if (broken.isPresent()) {
        return broken.get();
      }
    }
    schemas.save(id, schema, rules);
    RegisteredSchema saved = schemas.find(id).orElseThrow();
    return before.isEmpty()
        ? new RegisteringOutcome.Created(saved)
        : new RegisteringOutcome.Updated(saved);
  }

  private Optional<RegisteringOutcome> incompatible(
      SchemaId id, JsonNode schema, List<RegisteredSchema.Outline> all) {
    return all.stream()
        .map(RegisteredSchema.Outline::id)
        .filter(other -> other.type().equals(id.type()) && other.version() < id.version())
        .max(SchemaId::compareTo)
        .flatMap(schemas::find)
        .flatMap(
            older -> {
              List<Violation> problems = BackwardCompatibility.problems(older.schema(), schema);
              return problems.isEmpty()
                  ? Optional.empty()
                  : Optional.of(new RegisteringOutcome.Incompatible(older.id(), problems));
            });
  }

  /** What became of a removal. */
  public enum Removal {
    REMOVED,
    UNKNOWN,
    /** Events were checked against it and it is not retired. */
    IN_USE
  }

  /** Removes a schema that no event was checked against or that is retired. */
  public Removal remove(SchemaId id) {
    Removal removal =
        schemas.alone(
            () -> {
              Optional<RegisteredSchema> found = schemas.find(id);
              if (found.isEmpty()) {
                return Removal.UNKNOWN;
              }
              if (found.get().usedAt() != null && !found.get().rules().retired()) {
                return Removal.IN_USE;
              }
              schemas.remove(id);
              return Removal.REMOVED;
            });
    known.refreshAll();
    return removal;
  }

  /** What is wrong with data of this form, or nothing if there is no such schema. */
  public Optional<List<Violation>> validate(SchemaId id, JsonNode data) {
    return schemas.find(id).map(found -> compiler.compile(found.schema()).violationsOf(data));
  }
}

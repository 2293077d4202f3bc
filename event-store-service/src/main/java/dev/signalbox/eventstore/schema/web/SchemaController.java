package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.RegisteredSchema;
import dev.signalbox.eventstore.schema.RegisteringOutcome;
import dev.signalbox.eventstore.schema.RegisteringSchemas;
import dev.signalbox.eventstore.schema.SchemaId;
import dev.signalbox.eventstore.schema.Schemas;
import dev.signalbox.eventstore.schema.Violation;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The schemas of event types. */
@RestController
@RequestMapping("/api/v1/schemas")
class SchemaController {

  private static final int MOST = 500;
  private static final int MOST_VERSION = 1_000_000;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final Schemas schemas;
  private final RegisteringSchemas registering;

  SchemaController(Schemas schemas, RegisteringSchemas registering) {
    this.schemas = schemas;
    this.registering = registering;
  }

  @PutMapping("/{type}/{version}")
  ResponseEntity<SchemaView> put(
      @PathVariable String type, @PathVariable int version, @Valid @RequestBody SchemaForm form) {
    SchemaId id = id(type, version);
    return switch (registering.register(id, form.schema(), form.rules())) {
      case RegisteringOutcome.Created(RegisteredSchema schema) ->
          ResponseEntity.status(201).body(SchemaView.of(schema));
      case RegisteringOutcome.Updated(RegisteredSchema schema) ->
          ResponseEntity.ok(SchemaView.of(schema));
      case RegisteringOutcome.InUse() ->
          throw new ProblemException(
              SchemaProblem.SCHEMA_IN_USE,
              "Events were checked against the present schema of "
                  + id
                  + "; register another form as version "
                  + (version + 1));
      case RegisteringOutcome.Incompatible(SchemaId before, List<Violation> problems) ->
          throw withErrors(
              new ProblemException(
                  SchemaProblem.INCOMPATIBLE_SCHEMA,
                  "Data of " + before + " need not fit; widen the schema or drop compatibility"),
              problems);
      case RegisteringOutcome.TooMany(int most) ->
          throw new ProblemException(
              SchemaProblem.TOO_MANY_SCHEMAS,
              "At most " + most + " schemas are kept; remove some that are not used");
    };
  }

  @GetMapping
  SchemaPage list(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return page(null, limit, cursor);
  }

  @GetMapping("/{type}")
  SchemaPage list(
      @PathVariable String type,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return page(type, limit, cursor);
  }

  private SchemaPage page(@Nullable String type, @Nullable Integer asked, @Nullable String cursor) {
    int limit = asked == null ? 100 : asked;
    if (limit < 1 || limit > MOST) {
      throw invalid("limit", "must be between 1 and " + MOST);
    }
    List<RegisteredSchema> found = schemas.list(type, SchemaCursor.read(cursor), limit + 1);
    List<RegisteredSchema> shown = found.subList(0, Math.min(limit, found.size()));
    return new SchemaPage(
        shown.stream().map(SchemaView::listed).toList(),
        found.size() > limit ? SchemaCursor.after(shown.getLast().id()) : null);
  }

  @GetMapping("/{type}/{version}")
  SchemaView get(@PathVariable String type, @PathVariable int version) {
    SchemaId id = id(type, version);
    return schemas.find(id).map(SchemaView::of).orElseThrow(() -> unknown(id));
  }

  @DeleteMapping("/{type}/{version}")
  ResponseEntity<Void> delete(@PathVariable String type, @PathVariable int version) {
    SchemaId id = id(type, version);
    return switch (registering.remove(id)) {
      case REMOVED -> ResponseEntity.noContent().build();
      case UNKNOWN -> throw unknown(id);
      case IN_USE ->
          throw new ProblemException(
              SchemaProblem.SCHEMA_IN_USE,
              "Events were checked against the schema of "
                  + id
                  + "; mark it with \"retired\": true before you remove it");
    };
  }

  @PostMapping("/{type}/{version}/validate")
  ValidationAnswer validate(
      @PathVariable String type, @PathVariable int version, @RequestBody JsonNode data) {
    SchemaId id = id(type, version);
    return registering.validate(id, data).map(ValidationAnswer::of).orElseThrow(() -> unknown(id));
  }

  private static SchemaId id(String type, int version) {
    if (!TYPE.matcher(type).matches()) {
      throw invalid("type", "must be 1 to 200 characters of A-Z a-z 0-9 . _ -");
    }
    if (version < 1 || version > MOST_VERSION) {
      throw invalid("version", "must be between 1 and " + MOST_VERSION);
    }
    return new SchemaId(type, version);
  }

  private static ProblemException withErrors(ProblemException problem, List<Violation> errors) {
    errors.forEach(one -> problem.withError(one.pointer(), one.message()));
    return problem;
  }

  private static ProblemException unknown(SchemaId id) {
    return new ProblemException(
        SchemaProblem.UNKNOWN_SCHEMA, "No schema of " + id + " is registered; PUT one there");
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}

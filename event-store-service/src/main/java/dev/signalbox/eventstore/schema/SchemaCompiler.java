package dev.signalbox.eventstore.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes checks of schemas (JSON Schema, draft 2020-12), or says why one cannot be used. */
@Component
class SchemaCompiler {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String BUNDLED = "classpath:draft/2020-12/";

  private final SchemaProperties properties;
  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder
                  .enableSchemaCache(false)
                  .schemaLoaders(
                      loaders ->
                          loaders.add(
                              iri -> {
                                if (iri.toString().startsWith(BUNDLED)) {
                                  return null;
                                }
                                throw new JsonSchemaException("Nothing is fetched: " + iri);
                              })));
  private final SchemaValidatorsConfig settings;
  private final JsonSchema dialect;

  SchemaCompiler(SchemaProperties properties) {
    this.properties = properties;
    this.settings =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .regularExpressionFactory(new BoundedPatterns(properties.patternSteps()))
            .build();
    this.dialect = factory.getSchema(SchemaLocation.of(DIALECT), settings);
    this.dialect.initializeValidators();
  }

  /**
   * @throws InvalidSchemaException if it is not a schema, or not one that is taken here
   */
  CompiledSchema compile(JsonNode schema) {
    String text = schema.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > properties.maxSchemaSize().toBytes()) {
      throw new InvalidSchemaException(
          "", "A schema has at most " + properties.maxSchemaSize().toBytes() + " bytes");
    }
    if (!schema.isObject()) {
      throw new InvalidSchemaException("", "A schema is a JSON object");
    }
    if (!schema.path("$schema").asString(DIALECT).equals(DIALECT)) {
      throw new InvalidSchemaException("/$schema", "Only " + DIALECT + " is taken");
    }
    com.fasterxml.jackson.databind.JsonNode tree = tree(text);
    violations(dialect, tree).stream()
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new InvalidSchemaException(wrong.pointer(), wrong.message());
            });
    SchemaReferences.check(schema);
    Optional<PersonalRule> personal = PersonalRule.of(schema);
    try {
      JsonSchema compiled = factory.getSchema(tree, settings);
      compiled.initializeValidators();
      return new CompiledSchema(data -> violations(compiled, tree(data.toString())), personal);
    } catch (JsonSchemaException | IllegalArgumentException e) {
      throw new InvalidSchemaException("", String.valueOf(e.getMessage()));
    }
  }

  private com.fasterxml.jackson.databind.JsonNode tree(String text) {
    try {
      return json.readTree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("JSON that was written a moment ago is not read", e);
    }
  }

  private List<Violation> violations(
      JsonSchema schema, com.fasterxml.jackson.databind.JsonNode data) {
    try {
      return schema.validate(data).stream()
          .map(SchemaCompiler::violation)
          .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::keyword))
          .limit(properties.maxErrors())
          .toList();
    } catch (BoundedPatterns.TooManySteps | StackOverflowError e) {
      return List.of(
          new Violation("", "pattern", "the data takes too long to be checked; make it smaller"));
    }
  }

  private static Violation violation(ValidationMessage message) {
    return new Violation(
        message.getInstanceLocation().toString(), message.getType(), message.getError());
  }
}

package dev.signalbox.eventstore.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A schema that is ready to check data. */
record CompiledSchema(Function<JsonNode, List<Violation>> check, Optional<PersonalRule> personal) {

  List<Violation> violationsOf(JsonNode data) {
    return check.apply(data);
  }
}

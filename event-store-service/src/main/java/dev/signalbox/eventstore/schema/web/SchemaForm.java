package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.Compatibility;
import dev.signalbox.eventstore.schema.OnViolation;
import dev.signalbox.eventstore.schema.SchemaRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a registration.
 *
 * @param onViolation {@code reject}, unless {@code warn} is said
 * @param compatibility {@code none}, unless {@code backward} is said
 * @param retired whether no new events should have this form
 */
record SchemaForm(
    @NotNull JsonNode schema,
    @Nullable @Pattern(regexp = "reject|warn") String onViolation,
    @Nullable @Pattern(regexp = "none|backward") String compatibility,
    @Nullable Boolean retired) {

  SchemaRules rules() {
    return new SchemaRules(
        onViolation == null ? OnViolation.REJECT : OnViolation.of(onViolation),
        compatibility == null ? Compatibility.NONE : Compatibility.of(compatibility),
        retired != null && retired);
  }
}

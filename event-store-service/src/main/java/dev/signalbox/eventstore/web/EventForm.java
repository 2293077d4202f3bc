package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Personal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event to append; without an id it gets one, and can then not be repeated safely.
 *
 * @param stream where it goes, if the append names no stream
 * @param schemaVersion of the form of the data, from 1, which is assumed
 * @param personal what of the data is to be sealed
 */
record EventForm(
    @Nullable @Pattern(regexp = "[!-~]{1,128}") String id,
    @Nullable String stream,
    @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String type,
    @Nullable @Min(1) @Max(1_000_000) Integer schemaVersion,
    @Nullable Instant occurredAt,
    @Nullable @Pattern(regexp = "[!-~]{1,128}") String causationId,
    @Nullable @Size(max = 16) List<@NotNull @Pattern(regexp = ConditionForm.TAG) String> tags,
    @Nullable JsonNode metadata,
    @NotNull JsonNode data,
    @Nullable @Valid PersonalForm personal) {

  /**
   * What of the data is personal.
   *
   * @param subject whom it is about
   * @param fields JSON pointers into the data
   */
  record PersonalForm(
      @NotNull @Size(min = 1, max = 200) String subject,
      @NotEmpty @Size(max = 100) List<@NotNull @Size(min = 1, max = 500) String> fields) {

    Personal personal() {
      return new Personal(subject, new HashSet<>(fields));
    }
  }
}

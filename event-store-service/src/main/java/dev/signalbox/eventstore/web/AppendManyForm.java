package dev.signalbox.eventstore.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of an append to several streams at once. */
record AppendManyForm(
    @Nullable @Size(max = 100) List<@NotNull @Valid ExpectationForm> expectations,
    @Nullable @Valid ConditionForm condition,
    @NotEmpty List<@NotNull @Valid EventForm> events) {

  /** What the writer believes about one of the streams. */
  record ExpectationForm(@NotNull String stream, @NotNull JsonNode expectedVersion) {}
}

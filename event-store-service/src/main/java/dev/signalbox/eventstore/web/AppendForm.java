package dev.signalbox.eventstore.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of an append to one stream. */
record AppendForm(
    @NotNull JsonNode expectedVersion,
    @Nullable @Valid ConditionForm condition,
    @NotEmpty List<@NotNull @Valid EventForm> events) {}

package dev.signalbox.eventstore.schema.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of the list of schemas. */
record SchemaPage(List<SchemaView> data, @Nullable String nextCursor) {}

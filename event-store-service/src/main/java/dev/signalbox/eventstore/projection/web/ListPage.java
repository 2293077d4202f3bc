package dev.signalbox.eventstore.projection.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list. */
record ListPage<T>(List<T> data, @Nullable String nextCursor) {}

package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the log.
 *
 * @param nextCursor where the next page begins; null at the present end
 * @param checkpoint what to go on from later, at the end too
 */
record LogPage(List<EventView> data, @Nullable String nextCursor, String checkpoint) {}

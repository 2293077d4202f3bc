package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a stream.
 *
 * @param version of the stream's last event
 */
record StreamPage(String stream, long version, List<EventView> data, @Nullable String nextCursor) {}

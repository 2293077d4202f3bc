package dev.signalbox.gateway.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of the list.
 *
 * @param nextCursor what to ask for the next ones with; null if these were the last
 */
record KeyPage(
    List<KeyView> data, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}

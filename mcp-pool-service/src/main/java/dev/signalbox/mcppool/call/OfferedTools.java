package dev.signalbox.mcppool.call;

import dev.signalbox.mcppool.connection.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's tools.
 *
 * @param degraded why they could not be read now and are those that were known before; null if they
 *     are as they should be
 */
public record OfferedTools(List<Tool> tools, @Nullable String degraded) {}

package dev.signalbox.streaming.wire.canonical;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A function the model may call.
 *
 * @param parameters a JSON Schema of an object; null for a function without parameters
 * @param strict whether arguments are to follow the schema to the letter; null leaves it to the
 *     provider
 * @param cacheBreak see {@link Part.CacheBreak}; after this tool
 */
public record Tool(
    String name,
    @Nullable String description,
    @Nullable JsonNode parameters,
    @Nullable Boolean strict,
    Part.@Nullable CacheBreak cacheBreak) {}

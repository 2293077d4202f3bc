package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * To whom things are shown.
 *
 * @param agent whom the caller speaks for, if it says so
 * @param names what it knows things by
 */
public record Audience(Caller caller, @Nullable String agent, Names names) {}

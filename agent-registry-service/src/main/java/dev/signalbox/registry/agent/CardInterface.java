package dev.signalbox.registry.agent;

import org.jspecify.annotations.Nullable;

/**
 * Where an A2A agent is reached, as its card says.
 *
 * @param binding {@code JSONRPC}, {@code GRPC} or {@code HTTP+JSON}
 * @param version of the protocol, {@code major.minor}
 * @param tenant what goes along with each request; null if nothing does
 */
public record CardInterface(String url, String binding, String version, @Nullable String tenant) {}

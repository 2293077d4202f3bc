package dev.signalbox.registry.card;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A card, and how it came.
 *
 * @param url where it was asked for
 * @param etag what it is asked for with the next time; null if it came without one
 */
public record FetchedCard(
    AgentCard card, URI url, @Nullable String etag, SignatureState signature) {}

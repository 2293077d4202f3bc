package dev.signalbox.registry.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What an earlier catalogue said about an agent.
 *
 * @param appliedRevision the agent's revision as the catalogue wrote it; null if the id was already
 *     taken by an agent of a user
 */
record CatalogueEntry(String agentId, String contentHash, @Nullable Long appliedRevision) {}

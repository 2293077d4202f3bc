package dev.signalbox.eventstore.state;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A state at one version, kept to go on from. */
public record Snapshot(long version, String lastType, Instant recordedAt, ObjectNode state) {}

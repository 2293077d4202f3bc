package dev.signalbox.eventstore.schema;

/**
 * What can be said of a schema at any time.
 *
 * @param retired whether no new events should have this form; then all of them break it
 */
public record SchemaRules(OnViolation onViolation, Compatibility compatibility, boolean retired) {}

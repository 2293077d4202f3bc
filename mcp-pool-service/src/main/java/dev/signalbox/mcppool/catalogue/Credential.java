package dev.signalbox.mcppool.catalogue;

/**
 * A secret that a ready-made server needs.
 *
 * @param name of the variable, or of the header, that it goes into
 */
public record Credential(String name, String description, boolean required) {}

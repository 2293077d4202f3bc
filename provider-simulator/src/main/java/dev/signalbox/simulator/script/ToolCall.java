package dev.signalbox.simulator.script;

/**
 * A call the simulated model makes.
 *
 * @param arguments JSON text, sent as it is
 */
public record ToolCall(String name, String arguments) {}

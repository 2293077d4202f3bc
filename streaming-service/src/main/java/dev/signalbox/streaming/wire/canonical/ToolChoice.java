package dev.signalbox.streaming.wire.canonical;

/** Whether and which tools are called. */
public sealed interface ToolChoice {

  /** As the model sees fit; the default. */
  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  /** At least one, whichever. */
  record Required() implements ToolChoice {}

  /** This one. */
  record Named(String name) implements ToolChoice {}
}

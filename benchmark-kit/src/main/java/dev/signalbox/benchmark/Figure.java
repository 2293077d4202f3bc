package dev.signalbox.benchmark;

/** A kind of figure; each benchmark has an enum of its own. */
public interface Figure {

  String label();

  String unit();

  Tail tail();

  /** Whether ours over a peer's says something. */
  boolean comparable();

  /** Whether one of them is one too many, of ours. */
  boolean fault();
}

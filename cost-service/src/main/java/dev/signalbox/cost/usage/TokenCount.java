package dev.signalbox.cost.usage;

/** A figure in a usage report, which may not be there. */
sealed interface TokenCount {

  record Absent() implements TokenCount {}

  record Reported(String field, long tokens) implements TokenCount {}
}

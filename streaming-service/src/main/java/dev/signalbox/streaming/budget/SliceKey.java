package dev.signalbox.streaming.budget;

/** Names a counter of a budget, of which a replica holds at most one slice. */
record SliceKey(String budgetId, String value) {}

package dev.signalbox.cost.price;

/** A price, and why it is the one for the name that was asked for. */
public record MatchedPrice(Price price, MatchedBy matchedBy) {}

package dev.signalbox.cost.price;

/** What is answered when a cost is asked for and no price is known. It is never zero. */
public enum UnknownModel {
  /** A problem. */
  REFUSE,
  /** What was used, with no cost. */
  FLAG
}

package dev.signalbox.routing.decision;

/**
 * What a candidate's score is made of, each from 0 (speaks against it) to 1 (speaks for it).
 *
 * @param fit how likely the message is for it, by the classifier
 * @param capability whether the message names one of its capabilities
 * @param specialization whether the message names one of its specializations
 * @param health how the registry finds it does
 * @param load how much of what it may do at once is free
 * @param outcome how often its runs of the last hour ended well; few runs say little
 * @param price how little its runs of the last hour cost
 */
public record Parts(
    double fit,
    double capability,
    double specialization,
    double health,
    double load,
    double outcome,
    double price) {

  /** What an agent gets that a rule names. */
  static final Parts BY_RULE = new Parts(1, 0, 0, 0, 0, 0, 0);
}

package dev.signalbox.routing.benchmark;

/**
 * A text of a data set.
 *
 * @param label what it asks for; {@link #NOTHING} for what nobody is for
 */
record Labelled(String text, String label) {

  static final String NOTHING = "oos";
}

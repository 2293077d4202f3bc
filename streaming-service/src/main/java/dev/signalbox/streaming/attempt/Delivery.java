package dev.signalbox.streaming.attempt;

import java.util.List;

/**
 * Where an attempt's answer goes.
 *
 * @param passedOver what was tried before, with the reason why it was given up
 */
record Delivery(AnswerSink sink, List<String> passedOver, Overhead overhead) {}

package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.RunningAttempt;

/**
 * An attempt that is on record and has not ended.
 *
 * @param tally what has come of it so far
 * @param rendition what its client gets of that
 * @param served what its client is told beforehand
 * @param ceiling of its output
 */
record Ongoing(
    Worded worded,
    ModelCall call,
    RunningAttempt running,
    Tally tally,
    Patience patience,
    Rendition rendition,
    Served served,
    OutputCeiling ceiling) {}

package dev.signalbox.mcppool.pool;

import java.time.Duration;

/**
 * When a breaker opens, and for how long.
 *
 * @param window calls looked back on
 * @param minimum calls before it judges at all
 * @param failurePercent of the calls in the window
 * @param openInitial the first time; doubled each time it opens again at once, and jittered
 * @param openMax the longest time
 * @param fairTime a call that was given less than this and got no answer says nothing
 */
record BreakerSettings(
    int window,
    int minimum,
    float failurePercent,
    Duration openInitial,
    Duration openMax,
    Duration fairTime) {}

/**
 * How many requests and tokens a key, a user, an agent or a model may take, across all replicas.
 */
@NullMarked
package dev.signalbox.streaming.limit;

import org.jspecify.annotations.NullMarked;

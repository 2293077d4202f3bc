/** Fields with their paths. */
@NullMarked
package dev.signalbox.streaming.wire.request;

import org.jspecify.annotations.NullMarked;

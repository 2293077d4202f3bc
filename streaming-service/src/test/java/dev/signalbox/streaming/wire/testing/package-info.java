/** What the tests of several protocols share. */
@NullMarked
package dev.signalbox.streaming.wire.testing;

import org.jspecify.annotations.NullMarked;

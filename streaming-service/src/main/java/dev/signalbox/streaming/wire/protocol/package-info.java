/** What every wire protocol does here; one package for each stands beside this one. */
@NullMarked
package dev.signalbox.streaming.wire.protocol;

import org.jspecify.annotations.NullMarked;

/** What all wire protocols share: how a turn is fitted to a request, paced and made to fail. */
@NullMarked
package dev.signalbox.simulator.protocol;

import org.jspecify.annotations.NullMarked;

/** States over HTTP. */
@NullMarked
package dev.signalbox.eventstore.state.web;

import org.jspecify.annotations.NullMarked;

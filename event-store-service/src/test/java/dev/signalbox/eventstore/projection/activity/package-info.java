/** Activity of agents. */
@NullMarked
package dev.signalbox.eventstore.projection.activity;

import org.jspecify.annotations.NullMarked;

/** What each agent did in each hour. */
@NullMarked
package dev.signalbox.eventstore.projection.activity;

import org.jspecify.annotations.NullMarked;

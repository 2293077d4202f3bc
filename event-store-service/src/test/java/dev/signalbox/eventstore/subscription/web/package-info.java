/** Tests of this package. */
@NullMarked
package dev.signalbox.eventstore.subscription.web;

import org.jspecify.annotations.NullMarked;

/** Personal data as clients use it. */
@NullMarked
package dev.signalbox.eventstore.privacy.web;

import org.jspecify.annotations.NullMarked;

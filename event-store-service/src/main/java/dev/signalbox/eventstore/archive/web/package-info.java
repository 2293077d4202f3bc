/** The archive API. */
@NullMarked
package dev.signalbox.eventstore.archive.web;

import org.jspecify.annotations.NullMarked;

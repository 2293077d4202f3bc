/** Identifiers: a prefix that says what is named, and a UUIDv7 that sorts by time. */
@NullMarked
package dev.signalbox.kit.id;

import org.jspecify.annotations.NullMarked;

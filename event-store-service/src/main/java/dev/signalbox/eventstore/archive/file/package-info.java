/** Archives in a directory. */
@NullMarked
package dev.signalbox.eventstore.archive.file;

import org.jspecify.annotations.NullMarked;

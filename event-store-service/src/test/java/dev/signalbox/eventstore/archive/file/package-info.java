/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.archive.file;

import org.jspecify.annotations.NullMarked;

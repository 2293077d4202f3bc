/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.archive.web;

import org.jspecify.annotations.NullMarked;

/** The commands a person types, and their exit codes. */
@NullMarked
package dev.signalbox.standalone.command;

import org.jspecify.annotations.NullMarked;

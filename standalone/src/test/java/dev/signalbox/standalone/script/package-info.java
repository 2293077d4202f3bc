/** The script {@code ./signalbox} itself. */
@NullMarked
package dev.signalbox.standalone.script;

import org.jspecify.annotations.NullMarked;

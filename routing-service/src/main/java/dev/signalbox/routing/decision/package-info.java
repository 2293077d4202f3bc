/** Which agent a message is for, how sure that is, and when nobody fits. */
@NullMarked
package dev.signalbox.routing.decision;

import org.jspecify.annotations.NullMarked;

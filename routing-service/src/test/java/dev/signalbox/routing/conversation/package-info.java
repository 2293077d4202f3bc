/** Tests. */
@NullMarked
package dev.signalbox.routing.conversation;

import org.jspecify.annotations.NullMarked;

/** Conversations and their messages, kept in PostgreSQL. */
@NullMarked
package dev.signalbox.routing.conversation;

import org.jspecify.annotations.NullMarked;

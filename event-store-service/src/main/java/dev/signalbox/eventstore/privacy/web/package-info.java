/** Subjects and their forgetting over HTTP. */
@NullMarked
package dev.signalbox.eventstore.privacy.web;

import org.jspecify.annotations.NullMarked;

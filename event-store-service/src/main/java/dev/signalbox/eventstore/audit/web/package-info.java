/** The audit API. */
@NullMarked
package dev.signalbox.eventstore.audit.web;

import org.jspecify.annotations.NullMarked;

/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.audit.web;

import org.jspecify.annotations.NullMarked;

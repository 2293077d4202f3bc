/** Tests. */
@NullMarked
package dev.signalbox.routing.web;

import org.jspecify.annotations.NullMarked;

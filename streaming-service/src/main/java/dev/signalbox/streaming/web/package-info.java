/** The HTTP endpoints. */
@NullMarked
package dev.signalbox.streaming.web;

import org.jspecify.annotations.NullMarked;

/** The chat model behind Spring AI's client: streaming-service over the platform's HTTP. */
@NullMarked
package dev.signalbox.routing.model;

import org.jspecify.annotations.NullMarked;

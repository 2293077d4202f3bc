/** Cohere's chat, version 2 of its API, as bytes. Names and shapes are those of its OpenAPI. */
@NullMarked
package dev.signalbox.streaming.wire.cohere;

import org.jspecify.annotations.NullMarked;

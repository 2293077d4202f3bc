/** The registry's HTTP API. */
@NullMarked
package dev.signalbox.registry.web;

import org.jspecify.annotations.NullMarked;

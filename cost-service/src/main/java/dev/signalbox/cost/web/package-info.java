/** The HTTP API of the cost service. */
@NullMarked
package dev.signalbox.cost.web;

import org.jspecify.annotations.NullMarked;

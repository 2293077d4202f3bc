/** How an agent is run, wherever it runs; and the runner of those that run here. */
@NullMarked
package dev.signalbox.routing.runner;

import org.jspecify.annotations.NullMarked;

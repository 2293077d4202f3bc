/** Agents in bulk: out as a file, and in again, all of it or nothing. */
@NullMarked
package dev.signalbox.registry.transfer;

import org.jspecify.annotations.NullMarked;

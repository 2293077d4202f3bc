/**
 * The connections to each server: how many there are, who gets which, which are well, and what is
 * done about those that are not.
 */
@NullMarked
package dev.signalbox.mcppool.pool;

import org.jspecify.annotations.NullMarked;

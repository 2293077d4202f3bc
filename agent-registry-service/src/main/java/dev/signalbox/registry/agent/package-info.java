/**
 * Agent definitions: their shape, their rules, where they are kept and how changes are announced.
 */
@NullMarked
package dev.signalbox.registry.agent;

import org.jspecify.annotations.NullMarked;

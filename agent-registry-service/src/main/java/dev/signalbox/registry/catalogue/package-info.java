/**
 * The catalogue the service ships, brought into the registry without ever undoing a user's change.
 */
@NullMarked
package dev.signalbox.registry.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * Takes agents in: checked before they are put to work, and kept, with the reason, if they fail.
 */
@NullMarked
package dev.signalbox.registry.registration;

import org.jspecify.annotations.NullMarked;

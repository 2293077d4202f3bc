/** Agent cards of the Agent2Agent protocol: read in versions 1.0 and 0.3, and their signatures. */
@NullMarked
package dev.signalbox.registry.card;

import org.jspecify.annotations.NullMarked;

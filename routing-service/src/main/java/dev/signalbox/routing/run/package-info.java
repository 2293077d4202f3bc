/**
 * One message on its way: stored, routed, answered by a model, priced, and closed whatever happens.
 */
@NullMarked
package dev.signalbox.routing.run;

import org.jspecify.annotations.NullMarked;

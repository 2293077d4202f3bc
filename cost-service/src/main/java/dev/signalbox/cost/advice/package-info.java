/** What would have cost less, measured on the calls that were made. */
@NullMarked
package dev.signalbox.cost.advice;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package dev.signalbox.cost.advice;

import org.jspecify.annotations.NullMarked;

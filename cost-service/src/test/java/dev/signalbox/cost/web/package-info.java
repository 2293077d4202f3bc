/** Tests. */
@NullMarked
package dev.signalbox.cost.web;

import org.jspecify.annotations.NullMarked;

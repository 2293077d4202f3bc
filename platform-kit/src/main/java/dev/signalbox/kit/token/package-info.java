/** How many tokens a text is, by the tokeniser of the model that reads it. */
@NullMarked
package dev.signalbox.kit.token;

import org.jspecify.annotations.NullMarked;

/** Money: exact decimal amounts in US dollars. */
@NullMarked
package dev.signalbox.kit.money;

import org.jspecify.annotations.NullMarked;

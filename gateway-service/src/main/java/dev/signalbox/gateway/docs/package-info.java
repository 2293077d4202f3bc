/** One page of API documentation over every service's OpenAPI document. */
@NullMarked
package dev.signalbox.gateway.docs;

import org.jspecify.annotations.NullMarked;

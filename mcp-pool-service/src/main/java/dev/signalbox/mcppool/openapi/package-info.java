/** REST APIs as tools, from their OpenAPI documents (3.0 and 3.1). */
@NullMarked
package dev.signalbox.mcppool.openapi;

import org.jspecify.annotations.NullMarked;

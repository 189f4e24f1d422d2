/** The examples of the guide, as they compile and run. */
@NullMarked
package org.mainspring.examples;

import org.jspecify.annotations.NullMarked;

/**
 * The task with its names in C, for code that is ported line by line.
 *
 * <p>Imports: {@code org.mainspring.task} and the exported rooms of {@code org.mainspring.mainloop}.
 *
 * <p>Threads: as what each function stands for.
 */
@NullMarked
package org.mainspring.task.qio;

import org.jspecify.annotations.NullMarked;

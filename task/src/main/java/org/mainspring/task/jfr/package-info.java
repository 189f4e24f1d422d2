/**
 * The trace points of a task as events of the JDK Flight Recorder.
 *
 * <p>Imports: {@code org.mainspring.task}, and of the JDK {@code jdk.jfr}, which a program without it can do without.
 *
 * <p>Threads: any.
 */
@NullMarked
package org.mainspring.task.jfr;

import org.jspecify.annotations.NullMarked;

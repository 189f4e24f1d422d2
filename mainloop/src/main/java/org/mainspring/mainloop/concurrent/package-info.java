/**
 * A context by the interfaces of {@code java.util.concurrent}: {@code ContextExecutor}, {@code ContextScheduler},
 * {@code LoopFuture} and {@code LoopFutures}. The threads that run contexts, {@code LoopThread} and {@code LoopThreadGroup},
 * are in the root, as they need none of these.
 *
 * <p>Imports: the root and all rooms below it. Nobody inside the library imports it.
 *
 * <p>Any thread may call everything here; what it is given to run, runs on the context's owner.
 */
@NullMarked
package org.mainspring.mainloop.concurrent;

import org.jspecify.annotations.NullMarked;

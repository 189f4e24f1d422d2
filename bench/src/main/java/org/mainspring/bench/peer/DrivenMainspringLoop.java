package org.mainspring.bench.peer;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.concurrent.ContextExecutor;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;

/**
 * Ours, iterated by its owner without blocking. Where it is to look at channels it watches a pipe; where it watches none,
 * there is nothing to look at, and it does not. Tasks go by way of the executor, or are idle sources each.
 */
final class DrivenMainspringLoop implements DrivenLoop {
    private final String name;
    private final boolean idles;
    private final MainContext context = new MainContext();
    private final ContextExecutor executor = ContextExecutor.of(context);
    private final @Nullable QuietPipe pipe;

    DrivenMainspringLoop(String name, boolean idles, boolean looks) {
        this.name = name;
        this.idles = idles;
        context.tryAcquire();
        pipe = looks ? new QuietPipe() : null;
        if (pipe != null) {
            context.watchAdd(pipe.readEnd(), IOCondition.IN, (channel, condition) -> Source.CONTINUE);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Runnable task) {
        if (idles) {
            addIdle(task);
        } else {
            executor.execute(task);
        }
    }

    private void addIdle(Runnable task) {
        Source idle = Sources.idle();
        idle.setPriority(Priority.DEFAULT);
        idle.setCallback(() -> {
            task.run();
            return Source.REMOVE;
        });
        idle.attach(context);
    }

    @Override
    public void iterate() {
        context.iteration(false);
    }

    @Override
    public void close() {
        context.release();
        context.close();
        if (pipe != null) {
            pipe.close();
        }
    }
}

package org.mainspring.bench.peer;

import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.source.Priority;

/**
 * Ours as GLib's users know it: each task is an idle source of its own, of default priority, which is removed when it has
 * run. A running task adds one as well: it is not run at once, as {@code invoke} would.
 *
 * @threads any
 */
public final class MainspringIdleLoop implements LoopPeer {
    private final String name;
    private final LoopThread loop;
    private final MainContext context;
    private final ThreadIdentity identity;

    MainspringIdleLoop(String name) {
        this.name = name;
        loop = LoopThread.start(name);
        context = loop.context();
        identity = ThreadIdentity.of(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Runnable task) {
        Source idle = Sources.idle();
        idle.setPriority(Priority.DEFAULT);
        attach(idle, task);
    }

    @Override
    public Object schedule(Runnable task, long delayNanos) {
        return attach(Sources.timeoutNanos(delayNanos), task);
    }

    private Source attach(Source source, Runnable task) {
        source.setCallback(() -> {
            task.run();
            return Source.REMOVE;
        });
        source.attach(context);
        return source;
    }

    @Override
    public void cancel(Object timer) {
        ((Source) timer).destroy();
    }

    @Override
    public ThreadIdentity identity() {
        return identity;
    }

    @Override
    public void close() {
        loop.close();
    }
}

package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.testing.LoopDriver;

/** A context in virtual time. What its sources throw and no test asks for fails the test. */
@Timeout(60)
abstract class ContextFixture {
    private static final int MOST_IDS = 100;

    final LoopDriver loop = LoopDriver.virtual();
    final MainContext context = loop.context();
    private final List<Exception> thrown = new ArrayList<>();

    ContextFixture() {
        context.setExceptionHandler((source, exception) -> thrown.add(exception));
    }

    @AfterEach
    final void closeLoop() {
        while (context.isOwner()) {
            context.release();
        }
        loop.close();
        assertThat(thrown).as("exceptions nobody asked for").isEmpty();
    }

    final List<Exception> takeThrown() {
        List<Exception> taken = List.copyOf(thrown);
        thrown.clear();
        return taken;
    }

    final Runnable note(String line) {
        return () -> loop.note(line);
    }

    /** A command that notes its name and when it ran. */
    final Runnable stamp(String name) {
        return () -> {
            try {
                loop.loggingOnce(name).call();
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        };
    }

    /** The sources that are attached. */
    final List<Source> sources() {
        List<Source> found = new ArrayList<>();
        for (int id = 1; id <= MOST_IDS; id++) {
            Source source = context.findById(id);
            if (source != null) {
                found.add(source);
            }
        }
        return found;
    }

    /** What another thread gets, which has ended by then. */
    static <T> T elsewhere(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, "elsewhere");
        thread.setDaemon(true);
        thread.start();
        try {
            T result = task.get(SchedulerFixture.LONG_DELAY_SECONDS, TimeUnit.SECONDS);
            thread.join();
            return result;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    static void elsewhereDo(Runnable body) {
        elsewhere(() -> {
            body.run();
            return true;
        });
    }
}

package org.mainspring.bench.circuit;

import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.task.TaskLoop;

/**
 * From a loop to a worker and home.
 *
 * @param tasks the loop
 * @threads any
 */
public record TaskTrip(TaskLoop tasks) implements Circuit {
    @Override
    public LoopPeer origin() {
        return tasks.loop();
    }

    @Override
    public void setOut(Runnable home) {
        tasks.run(home);
    }

    @Override
    public void close() {
        tasks.close();
    }
}

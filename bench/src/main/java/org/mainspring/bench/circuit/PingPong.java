package org.mainspring.bench.circuit;

import org.mainspring.bench.peer.LoopPeer;

/**
 * From one loop to another and back, by {@code execute}.
 *
 * @param origin the one
 * @param there the other
 * @threads any
 */
public record PingPong(LoopPeer origin, LoopPeer there) implements Circuit {
    @Override
    public void setOut(Runnable home) {
        there.execute(() -> origin.execute(home));
    }

    @Override
    public void close() {
        origin.close();
        there.close();
    }
}

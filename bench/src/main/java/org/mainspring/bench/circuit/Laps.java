package org.mainspring.bench.circuit;

import java.util.concurrent.CountDownLatch;

/**
 * Runs laps on a circuit, each runner setting out again as soon as it is home, and counts them.
 *
 * @threads confined
 */
public final class Laps {
    private final Circuit circuit;
    private final int runners;

    /**
     * On a circuit.
     *
     * @param circuit not closed with this
     * @param runners how many are on the way at a time
     * @throws IllegalArgumentException if {@code runners < 1}
     */
    public Laps(Circuit circuit, int runners) {
        if (runners < 1) {
            throw new IllegalArgumentException("runners < 1: " + runners);
        }
        this.circuit = circuit;
        this.runners = runners;
    }

    /** All that happens is on the origin's thread. */
    private final class Race implements Runnable {
        private final CountDownLatch over = new CountDownLatch(1);
        private int toSetOut;
        private int toComeHome;

        Race(int laps) {
            toSetOut = laps;
            toComeHome = laps;
        }

        void start() {
            for (int i = 0; i < runners && toSetOut > 0; i++) {
                setOut();
            }
        }

        private void setOut() {
            toSetOut--;
            circuit.setOut(this);
        }

        @Override
        public void run() {
            toComeHome--;
            if (toSetOut > 0) {
                setOut();
            } else if (toComeHome == 0) {
                over.countDown();
            }
        }
    }

    /**
     * Runs so many laps, and waits until the last is home.
     *
     * @param laps how many, of all runners together
     * @throws InterruptedException if the caller is interrupted; the laps go on
     */
    public void run(int laps) throws InterruptedException {
        Race race = new Race(laps);
        circuit.origin().execute(race::start);
        race.over.await();
    }
}

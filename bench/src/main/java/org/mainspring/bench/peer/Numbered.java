package org.mainspring.bench.peer;

import java.util.function.IntConsumer;

/** Tasks that know their number. */
public final class Numbered {
    private Numbered() {}

    /**
     * Makes them.
     *
     * @param count how many; they are numbered from 0
     * @param told hears the number of each that runs
     * @return a new array
     */
    public static Runnable[] tasks(int count, IntConsumer told) {
        Runnable[] tasks = new Runnable[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks[i] = () -> told.accept(number);
        }
        return tasks;
    }
}

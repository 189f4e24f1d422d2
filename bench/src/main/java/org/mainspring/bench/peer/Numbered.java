package org.mainspring.bench.peer;

import java.util.function.IntConsumer;

/** Tasks that know their number. */
final class Numbered {
    private Numbered() {}

    static Runnable[] tasks(int count, IntConsumer told) {
        Runnable[] tasks = new Runnable[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks[i] = () -> told.accept(number);
        }
        return tasks;
    }
}

package org.mainspring.mainloop.steps;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/**
 * What is done to a context with so many timers armed, each operation on its own; gives for each kind of operation how
 * many steps one took in the mean and at most. Loaded by a {@link CountedLoader}.
 */
public final class TimerOperations implements IntFunction<Map<String, double[]>> {
    private static final int SAMPLES = 4_000;
    private static final long SPREAD_NANOS = Duration.ofDays(1).toNanos();

    private final SplittableRandom random = new SplittableRandom(1);
    private final VirtualClock clock = new VirtualClock();
    private final MainContext context = new MainContext(clock, ignored -> new ScriptedPoller(clock));
    private final Map<String, double[]> steps = new LinkedHashMap<>();
    private long fired;
    private boolean result = Source.CONTINUE;
    private final SourceCallback fire = () -> {
        fired++;
        return result;
    };

    /** For the loader. */
    public TimerOperations() {}

    @Override
    public Map<String, double[]> apply(int timers) {
        Source[] armed = new Source[timers];
        for (int i = 0; i < timers; i++) {
            armed[i] = add();
        }
        Source[] added = new Source[SAMPLES];
        measure("add", i -> added[i] = add());
        measure("re-arm", i -> armed[random.nextInt(timers)].setReadyTimeNanos(randomMoment()));
        measure("find by id", i -> context.findById(armed[random.nextInt(timers)].id()));
        measure("idle iteration", i -> context.iteration(false));
        measure("remove", i -> added[i].destroy());
        long before = fired;
        measureFirings("fire and re-arm");
        result = Source.REMOVE;
        measureFirings("fire and remove");
        if (fired - before != 2 * SAMPLES) {
            throw new AssertionError("fired " + (fired - before));
        }
        if (!Steps.unknown().isEmpty()) {
            throw new AssertionError("no ConstantCalls: " + Steps.unknown());
        }
        steps.put("copied for each timer", new double[] {(double) Steps.copied() / (timers + SAMPLES), 0});
        context.close();
        return steps;
    }

    private interface Operation {
        void run(int number);
    }

    private void measure(String name, Operation operation) {
        long most = 0;
        long all = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long before = Steps.taken();
            Steps.setCounting(true);
            operation.run(i);
            Steps.setCounting(false);
            long taken = Steps.taken() - before;
            all += taken;
            most = Math.max(most, taken);
        }
        steps.put(name, new double[] {(double) all / SAMPLES, most});
    }

    /** The clock moves to the moment of the next timer, and an iteration runs it. */
    private void measureFirings(String name) {
        long[] target = new long[1];
        measure(name, i -> {
            target[0] = fired + 1;
            while (fired < target[0]) {
                context.iteration(true);
            }
        });
    }

    private Source add() {
        return context.timeoutAdd(Duration.ofNanos(1 + random.nextLong(SPREAD_NANOS)), fire);
    }

    private long randomMoment() {
        return clock.nanos() + 1 + random.nextLong(SPREAD_NANOS);
    }
}

package org.mainspring.bench.floor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mainspring.bench.floor.Floor.Part;
import org.mainspring.bench.peer.Peers;
import org.mainspring.mainloop.time.Nanos;

/**
 * Which floor stands under which figure of ours.
 *
 * <table>
 * <caption>Floors</caption>
 * <tr><th>figure</th><th>floor</th></tr>
 * <tr><td>W1, W3</td><td>a call; for a task that is posted, a compare-and-set besides, and where
 *     the loop looks at channels, a look of a selector; beside sources that want to be asked, a call for each. For an iteration
 *     by the owner beside armed timers, a look at the clock as well; for a task that posts itself there none, for who runs a
 *     queue need not know the time</td></tr>
 * <tr><td>W2 where timeouts are added or removed</td><td>the same with a timer that has a callback and no source, in a bare heap
 *     and a table of ids, beside as many others: to add it takes a look at the clock, a small object and an id that is in order
 *     among threads; to remove it, a compare-and-set that says who did</td></tr>
 * <tr><td>W2 where a timeout is armed again</td><td>one look at the clock and a call</td></tr>
 * <tr><td>W2 where a timeout has expired</td><td>a call</td></tr>
 * <tr><td>W2 lateness</td><td>how late a thread is that parks so long</td></tr>
 * <tr><td>W4</td><td>one compare-and-set; the way to the other core is shared by many. For a burst one for each post, and no
 *     wake-up: the loop may have fallen asleep since the last one or not</td></tr>
 * <tr><td>W5</td><td>unpark until the thread runs, or, where a channel is watched, a byte into a pipe that a selector watches,
 *     until its thread runs ({@link Bed} says why it is not {@code Selector.wakeup}); if it says {@code way=round}, until that thread
 *     has unparked who woke it, who was parked meanwhile. Right after it has fallen asleep: what a deeper sleep of the processor adds
 *     after a gap, is in the factor</td></tr>
 * <tr><td>W5, W6 of a loop that spins</td><td>a message through a bare queue to a thread that spins; in W6 a lap of two such
 *     threads</td></tr>
 * <tr><td>W6 with one on the way, W9</td><td>a lap of two threads that unpark each other; an unpark before it where the first
 *     loop has to be woken too</td></tr>
 * <tr><td>W6 with many</td><td>a compare-and-set for each, by both loops at once if they have two processors</td></tr>
 * <tr><td>W9 with a thread for each task</td><td>a thread started and joined</td></tr>
 * <tr><td>W7, W8</td><td>an echo by two threads that block in read: two wake-ups and four calls</td></tr>
 * <tr><td>W7, W8 where one loop has both ends</td><td>twice a look of a selector, a read and a write, however many quiet
 *     channels there are</td></tr>
 * <tr><td>many sources</td><td>to add one, a small object and a compare-and-set, for its id; to remove it, a compare-and-set; to
 *     find it, a call</td></tr>
 * </table>
 *
 * <p>Where threads are not pinned, the floor is that of one core, the lower one. There is none for a loop that spins on the
 * poster's own processor, which is what the scheduler makes of it; for W10, which is no time; and for fairness, where
 * the bound is the batch, and nothing of the machine. Bare timers are measured beside some numbers of others, with random
 * delays: a figure beside another number stands on a floor that has none, and is not shown; one with sorted delays has no floor.
 */
public final class Floors {
    private static final Part CALL = new Part("what=call;in=java", 1);
    private static final Part CLOCK = new Part("what=clock;in=java", 1);
    private static final Part SELECT_NOW = new Part("what=select-now;in=java", 1);
    private static final String ALLOCATION = "what=allocation;in=java";
    private static final String COMPARE_AND_SET = "what=cas;in=java";
    private static final String ADDED = "a timer put into a bare heap and a table of ids";
    private static final String TAKEN_OUT = "a timer taken out of a bare heap and a table of ids";
    private static final String PARK = "park-wake";
    private static final String SELECTOR = "selector-wake";

    private Floors() {}

    /**
     * The floor under a figure.
     *
     * @param workload as in the result: it begins with its number, if it has one
     * @param params as in the result
     * @param peer which of ours
     * @return the floor; empty if there is none
     */
    public static Optional<Floor> of(String workload, String params, String peer) {
        boolean spins = peer.equals(Peers.MAINSPRING_SPIN) && isMetAwake(params);
        return switch (workload.split(" ", 2)[0]) {
            case "W1" -> Optional.of(dispatch(params));
            case "W2" -> timeouts(params);
            case "W3" -> Optional.of(iteration(params));
            case "W4" -> Optional.of(post(params));
            case "W5" ->
                spins
                        ? spun(params, Peers.BARE_QUEUE, "a message through a bare queue to a thread that spins")
                        : Optional.of(wake(params));
            case "W6" ->
                spins && !isCrowd(params)
                        ? spun(
                                params,
                                "spun-lap",
                                "a message through bare queues between threads that spin, there and back")
                        : pingPong(params, spins);
            case "W7", "W8" -> Optional.of(echo(params));
            case "W9" -> Optional.of(task(params));
            case "many" -> manySources(params);
            default -> Optional.empty();
        };
    }

    /** Whether what comes finds a loop that spins still awake; with a closed load it does, for the next comes at once. */
    private static boolean isMetAwake(String params) {
        return value(params, "rate")
                .map(rate -> Long.parseLong(rate.substring(0, rate.indexOf('/'))))
                .map(perSecond -> Peers.isMetAwake(Nanos.PER_SECOND / perSecond))
                .orElse(true);
    }

    private static boolean isCrowd(String params) {
        return number(params, "outstanding", 1) > 1;
    }

    private static Floor dispatch(String params) {
        String op = value(params, "op").orElse(value(params, "idles").orElse(""));
        if (!op.equals("once") && !op.equals("driven-post")) {
            return call();
        }
        return posted(value(params, "looks").orElse("false").equals("true"));
    }

    private static Floor call() {
        return new Floor(List.of(CALL), "a call");
    }

    private static Floor posted(boolean looks) {
        Part post = new Part(COMPARE_AND_SET, 1);
        return looks
                ? new Floor(List.of(post, CALL, SELECT_NOW), "a compare-and-set, a call, a look of a selector")
                : Floor.of(post, CALL, "a compare-and-set and a call");
    }

    private static Floor iteration(String params) {
        int attached = number(params, "attached", 0);
        if (value(params, "op").isPresent()) {
            return posted(false);
        }
        return switch (value(params, "kind").orElse("")) {
            case "quiet" -> Floor.of(CALL.params(), attached + 1, "a call of each source");
            case "timeouts" -> attached == 0 ? call() : Floor.of(CALL, CLOCK, "a call and a look at the clock");
            default -> call();
        };
    }

    private static Optional<Floor> timeouts(String params) {
        Optional<String> interval = value(params, "interval");
        if (interval.isPresent()) {
            String late = "what=oversleep;interval=" + interval.get() + ";in=java" + percentile(params);
            return Optional.of(Floor.of(late, 1, "how late a thread is that parks so long"));
        }
        return switch (value(params, "op").orElse("")) {
            case "rearm" -> Optional.of(Floor.of(CLOCK, CALL, "a look at the clock and a call"));
            case "expire" -> Optional.of(call());
            case "add" -> bare("bare-add", ADDED, params);
            case "remove" -> bare("bare-remove", TAKEN_OUT, params);
            case "add-remove" -> bare("bare-add-remove", ADDED + ", and taken out", params);
            case "fill" -> bare("bare-fill", ADDED, params);
            case "drain" -> bare("bare-drain", TAKEN_OUT, params);
            default -> Optional.empty();
        };
    }

    /** Of timers whose delays are random: who comes in order finds his place at once. */
    private static Optional<Floor> bare(String what, String why, String params) {
        if (value(params, "order").isPresent()) {
            return Optional.empty();
        }
        String key = value(params, "timers").isPresent() ? "timers" : "armed";
        String others = key + "=" + number(params, key, 0);
        return Optional.of(Floor.of("what=" + what + ";" + others + ";in=java", 1, why));
    }

    private static Optional<Floor> manySources(String params) {
        return switch (value(params, "op").orElse("")) {
            case "add" ->
                Optional.of(Floor.of(
                        new Part(ALLOCATION, 1),
                        new Part(COMPARE_AND_SET, 1),
                        "one small object and a compare-and-set"));
            case "remove" -> Optional.of(compareAndSet());
            case "find" -> Optional.of(call());
            default -> Optional.empty();
        };
    }

    private static Floor compareAndSet() {
        return Floor.of(COMPARE_AND_SET, 1, "one compare-and-set");
    }

    private static Floor post(String params) {
        int burst = number(params, "burst", 0);
        return burst == 0 ? compareAndSet() : Floor.of(COMPARE_AND_SET, burst, "a compare-and-set for each post");
    }

    private static Floor wake(String params) {
        boolean isSelectors = value(params, "channel").isPresent();
        String one = isSelectors ? "a wake-up of a selector" : "a wake-up of a thread";
        return value(params, "way").orElse("one").equals("round")
                ? Floor.of(
                        pair(isSelectors ? "selector-round" : "park-round", params),
                        1,
                        one + ", and in return of who woke it")
                : Floor.of(pair(isSelectors ? SELECTOR : PARK, params), 1, one);
    }

    private static Optional<Floor> spun(String params, String what, String why) {
        return isApart(params) ? Optional.of(Floor.of(pair(what, params), 1, why)) : Optional.empty();
    }

    private static Optional<Floor> pingPong(String params, boolean spins) {
        if (!isCrowd(params)) {
            return Optional.of(thereAndBack(params));
        }
        int each = isApart(params) ? 1 : 2;
        return spins && !isApart(params)
                ? Optional.empty()
                : Optional.of(Floor.of(
                        COMPARE_AND_SET,
                        each * number(params, "outstanding", 1),
                        each == 1
                                ? "a compare-and-set for each on the way, by both loops at once"
                                : "a compare-and-set for each on the way, by one loop after the other"));
    }

    private static Floor echo(String params) {
        return value(params, "loops").orElse("2").equals("1")
                ? Floor.of(
                        "what=channel-lap;bytes=" + value(params, "bytes").orElse("1") + ";in=java"
                                + percentile(params),
                        1,
                        "a look of a selector, a read and a write, twice")
                : Floor.of(pair("echo", params), 1, "an echo of a byte by threads that block");
    }

    private static Floor task(String params) {
        if (value(params, "pool").isPresent()) {
            return thereAndBack(params);
        }
        Part thread = new Part("what=thread;in=java" + percentile(params), 1);
        return isFromOutside(params)
                ? Floor.of(new Part(pair(PARK, params), 1), thread, "a wake-up, and a thread started and joined")
                : Floor.of(thread.params(), 1, "a thread started and joined");
    }

    private static Floor thereAndBack(String params) {
        Part lap = new Part(pair("park-lap", params), 1);
        return isFromOutside(params)
                ? Floor.of(
                        new Part(pair(PARK, params), 1),
                        lap,
                        "a wake-up, and a lap of two threads that wake each other")
                : Floor.of(lap.params(), 1, "a lap of two threads that wake each other");
    }

    /** Whether each trip begins with a post to the first loop. */
    private static boolean isFromOutside(String params) {
        return value(params, "way").orElse("").equals("in-out-in");
    }

    private static boolean isApart(String params) {
        return value(params, "placement").orElse("").equals(Place.TWO_CORES);
    }

    private static String pair(String what, String params) {
        String floor = isApart(params) ? Place.TWO_CORES : Place.SAME_CORE;
        return "what=" + what + ";placement=" + floor + ";in=java" + percentile(params);
    }

    private static String percentile(String params) {
        return ";p=" + value(params, "p").orElse("50");
    }

    private static int number(String params, String key, int otherwise) {
        return value(params, key).map(Integer::parseInt).orElse(otherwise);
    }

    /** The value of a key in params, which are apart by a blank or a semicolon. */
    private static Optional<String> value(String params, String key) {
        return Arrays.stream(params.split("[ ;]+", -1))
                .filter(param -> param.startsWith(key + "="))
                .map(param -> param.substring(key.length() + 1))
                .findFirst();
    }
}

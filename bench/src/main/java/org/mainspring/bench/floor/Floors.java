package org.mainspring.bench.floor;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which floor stands under which figure of ours.
 *
 * <table>
 * <caption>Floors</caption>
 * <tr><th>figure</th><th>floor</th></tr>
 * <tr><td>W1, W3, W2 where a timeout is removed or has expired</td><td>a call of an unknown method</td></tr>
 * <tr><td>W2 where a timeout is added</td><td>one small object</td></tr>
 * <tr><td>W2 where a timeout is armed again</td><td>one look at the clock</td></tr>
 * <tr><td>W4</td><td>one compare-and-set; the way to the other core is shared by many</td></tr>
 * <tr><td>W5</td><td>unpark until the thread runs, or the same of a selector where a channel is watched; each way</td></tr>
 * <tr><td>W6 with one on the way, W9</td><td>unpark until the thread runs, twice: there and back</td></tr>
 * <tr><td>W7, W8</td><td>an echo by two threads that block in read: two wake-ups and four calls</td></tr>
 * <tr><td>W7, W8 where one loop has both ends</td><td>two looks of a selector</td></tr>
 * </table>
 *
 * <p>Where threads are not pinned, the floor is that of one core, the lower one. W6 with many on the way has none, since
 * loops that do not sleep need no wake-up; nor has W10, which is no time.
 */
public final class Floors {
    private static final String CALL = "what=call;in=java";
    private static final String ALLOCATION = "what=allocation;in=java";
    private static final String CLOCK = "what=clock;in=java";
    private static final String COMPARE_AND_SET = "what=cas;in=java";
    private static final String SELECT_NOW = "what=select-now;in=java";
    private static final String PARK = "park-wake";
    private static final String SELECTOR = "selector-wake";

    private Floors() {}

    /**
     * The floor under a figure.
     *
     * @param workload as in the result: it begins with its number
     * @param params as in the result
     * @return the floor; empty if there is none
     */
    public static Optional<Floor> of(String workload, String params) {
        return switch (workload.split(" ", 2)[0]) {
            case "W1", "W3" -> Optional.of(new Floor(CALL, 1, "a call of an unknown method"));
            case "W2" -> value(params, "op").map(Floors::timeouts);
            case "W4" -> Optional.of(new Floor(COMPARE_AND_SET, 1, "one compare-and-set"));
            case "W5" -> Optional.of(wake(params));
            case "W6" ->
                value(params, "outstanding").orElse("1").equals("1")
                        ? Optional.of(thereAndBack(params))
                        : Optional.empty();
            case "W7", "W8" -> Optional.of(echo(params));
            case "W9" -> Optional.of(thereAndBack(params));
            default -> Optional.empty();
        };
    }

    private static Floor timeouts(String op) {
        return switch (op) {
            case "rearm" -> new Floor(CLOCK, 1, "one look at the clock");
            case "remove", "expire", "find" -> new Floor(CALL, 1, "a call of an unknown method");
            default -> new Floor(ALLOCATION, 1, "one small object");
        };
    }

    private static Floor wake(String params) {
        int times = value(params, "way").isPresent() ? 2 : 1;
        return value(params, "channel").isPresent() || value(params, "channels").isPresent()
                ? new Floor(pair(SELECTOR, params), times, "a wake-up of a selector each way")
                : new Floor(pair(PARK, params), times, "a wake-up of a thread each way");
    }

    private static Floor echo(String params) {
        return value(params, "loops").orElse("2").equals("1")
                ? new Floor(SELECT_NOW, 2, "two looks of a selector")
                : new Floor(pair("echo", params), 1, "an echo by threads that block");
    }

    private static Floor thereAndBack(String params) {
        return new Floor(pair(PARK, params), 2, "two wake-ups of a thread");
    }

    private static String pair(String what, String params) {
        String placement = value(params, "placement").orElse("unpinned");
        String floor = placement.equals("two-cores") ? "two-cores" : "same-core";
        return "what=" + what + ";placement=" + floor + ";in=java;p="
                + value(params, "p").orElse("50");
    }

    /** The value of a key in params, which are apart by a blank or a semicolon. */
    private static Optional<String> value(String params, String key) {
        return Arrays.stream(params.split("[ ;]+", -1))
                .filter(param -> param.startsWith(key + "="))
                .map(param -> param.substring(key.length() + 1))
                .findFirst();
    }
}

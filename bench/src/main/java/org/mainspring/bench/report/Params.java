package org.mainspring.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of a measurement, taken apart: {@code key=value}, apart by a blank or {@code ;}. */
final class Params {
    private static final Set<String> SAY_THEMSELVES = Set.of("placement", "channel", "kind", "op");

    private static final Set<String> YES_OR_NO = Set.of("yes", "no", "true", "false", "0", "1");

    private Params() {}

    /** Keys and values, in their order; what has no {@code =} is a key with an empty value. */
    static Map<String, String> of(String params) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : params.split("[; ]+", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                map.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return map;
    }

    /** What two operations have in common that are the same: their order does not matter, nor that nobody is pinned. */
    static Map<String, String> key(String params) {
        Map<String, String> map = of(params);
        map.remove("placement", "unpinned");
        return map;
    }

    /** As a person reads them: where a value says of what it is, without its key; and as many as there is room for. */
    static String words(String params, int room) {
        String words = of(params).entrySet().stream()
                .map(pair -> saysItself(pair) ? pair.getValue() : pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(" · "));
        return words.length() <= room ? words : words.substring(0, room - 1) + "…";
    }

    private static boolean saysItself(Map.Entry<String, String> pair) {
        return SAY_THEMSELVES.contains(pair.getKey()) && !YES_OR_NO.contains(pair.getValue());
    }

    /** The value of a key, or an empty string. */
    static String value(String params, String key) {
        return of(params).getOrDefault(key, "");
    }

    /** Whether they are of a mean, or of the median among percentiles. */
    static boolean isMedianOrMean(String params) {
        String percentile = value(params, "p");
        return percentile.isEmpty() || percentile.equals("50");
    }

    /** Whether they are of the greatest of all. */
    static boolean isWorst(String params) {
        return value(params, "p").equals("100");
    }

    /** The parameters without one of them. */
    static String without(String params, String key) {
        Map<String, String> map = of(params);
        map.remove(key);
        return text(map);
    }

    /** The parameters and one more at their end. */
    static String with(String params, String key, String value) {
        Map<String, String> map = of(params);
        map.put(key, value);
        return text(map);
    }

    private static String text(Map<String, String> map) {
        return map.entrySet().stream()
                .map(pair -> pair.getValue().isEmpty() ? pair.getKey() : pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(";"));
    }
}

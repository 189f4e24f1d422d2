package org.mainspring.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: three digits that count, and the unit that suits them. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(4);
    private static final MathContext FEW_DIGITS = new MathContext(2);

    private Numbers() {}

    /** With at most four digits that count, and neither exponent nor comma. */
    static String plain(double value) {
        return Double.isFinite(value)
                ? strip(new BigDecimal(value).round(DIGITS)).toPlainString()
                : Double.toString(value);
    }

    /** A time: {@code 12.3 ns}, {@code 4.10 µs}, {@code 6.90 ms}. */
    static String time(double nanos) {
        return time(nanos, 0);
    }

    /** A time, with so many decimals more. */
    static String time(double nanos, int decimals) {
        if (nanos < 999.5) {
            return three(nanos, decimals) + " ns";
        }
        if (nanos < 999_500) {
            return three(nanos / 1e3, decimals) + " µs";
        }
        return nanos < 999_500_000 ? three(nanos / 1e6, decimals) + " ms" : three(nanos / 1e9, decimals) + " s";
    }

    /** A time, and behind it those of the fastest and the slowest fork: {@code 12.3 ns (11.9–13.0)}. */
    static String time(Timing timing) {
        double unit =
                timing.nanos() < 999.5 ? 1 : timing.nanos() < 999_500 ? 1e3 : timing.nanos() < 999_500_000 ? 1e6 : 1e9;
        String spread = " (" + three(timing.leastNanos() / unit) + "–" + three(timing.mostNanos() / unit) + ")";
        return time(timing.nanos()) + (timing.forks() > 1 ? spread : "");
    }

    /** How many times: {@code 0.0044x}, {@code 0.85x}, {@code 12.3x}, {@code 250x}. */
    static String times(double ratio) {
        return times(ratio, 0);
    }

    /** How many times, from 0.095 to 999 with so many decimals more. */
    static String times(double ratio, int decimals) {
        if (ratio > 0 && ratio < 0.095) {
            return strip(new BigDecimal(ratio).round(FEW_DIGITS)).toPlainString() + "×";
        }
        return (ratio >= 1000 ? String.format(Locale.ROOT, "%,.0f", ratio).replace(',', ' ') : three(ratio, decimals))
                + "×";
    }

    /** A number on an axis: {@code 0.1}, {@code 20}, {@code 1k}, {@code 1M}. */
    static String label(double value) {
        if (value >= 999_500) {
            return plain(value / 1e6) + "M";
        }
        return value >= 999.5 ? plain(value / 1e3) + "k" : plain(value);
    }

    /** A time on an axis: {@code 30 ns}, {@code 1 µs}. */
    static String timeLabel(double nanos) {
        if (nanos < 999.5) {
            return plain(nanos) + " ns";
        }
        if (nanos < 999_500) {
            return plain(nanos / 1e3) + " µs";
        }
        return nanos < 999_500_000 ? plain(nanos / 1e6) + " ms" : plain(nanos / 1e9) + " s";
    }

    /** How much of something: a whole number without decimals, another one with three digits that count. */
    static String amount(double value) {
        return amount(value, 0);
    }

    /** How much of something: what is not a whole number with so many decimals more. */
    static String amount(double value, int decimals) {
        return value < 0.005 ? "0" : value == Math.rint(value) && value < 1e6 ? plain(value) : three(value, decimals);
    }

    /** Three digits that count. */
    static String three(double value) {
        return three(value, 0);
    }

    /** Three digits that count, and so many decimals more. */
    private static String three(double value, int decimals) {
        if (value == 0) {
            return "0";
        }
        int usual = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + (usual + decimals) + "f", value);
    }

    private static BigDecimal strip(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}

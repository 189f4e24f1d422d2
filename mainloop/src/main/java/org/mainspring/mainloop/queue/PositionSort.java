package org.mainspring.mainloop.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts members by position. What it needs to do so it keeps, for the next time.
 *
 * @threads confined
 */
final class PositionSort {
    /*
     * A radix sort: byte by byte, the lowest first, of the positions as they are above the least of them. Bytes in which
     * all are the same are left out, and so are the low bits that nobody has. Instead of the members their numbers
     * go from one array to the other: to write a reference costs a collector's barrier, and this way each is written once.
     */
    private static final int FEW = 32;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final int[] ends = new int[DIGITS];
    private long[] keys = {};
    private long[] otherKeys = {};
    private int[] numbers = {};
    private int[] otherNumbers = {};
    private @Nullable Member[] before = {};

    /** Sorts the first so many of two parallel arrays by the positions, of which none are equal. */
    void sort(long[] positions, @Nullable Member[] members, int size) {
        int ordered = ordered(positions, size);
        if (ordered < size >> 1) {
            sort(positions, members, 0, size);
        } else {
            sort(positions, members, ordered, size);
            merge(positions, members, ordered, size);
        }
    }

    /** How many are in order, from the first on. */
    private static int ordered(long[] positions, int size) {
        int end = Math.min(1, size);
        while (end < size && positions[end - 1] < positions[end]) {
            end++;
        }
        return end;
    }

    /** Puts the few that came last, and are in order, between the others, from behind. */
    private void merge(long[] positions, @Nullable Member[] members, int ordered, int size) {
        int count = size - ordered;
        makeRoom(count);
        System.arraycopy(positions, ordered, keys, 0, count);
        System.arraycopy(members, ordered, before, 0, count);
        int left = ordered - 1;
        int right = count - 1;
        for (int to = size - 1; right >= 0; to--) {
            if (left >= 0 && positions[left] > keys[right]) {
                positions[to] = positions[left];
                members[to] = members[left--];
            } else {
                positions[to] = keys[right];
                members[to] = before[right--];
            }
        }
        Arrays.fill(before, 0, count, null);
    }

    private void sort(long[] positions, @Nullable Member[] members, int from, int to) {
        if (to - from <= FEW) {
            insertionSort(positions, members, from, to);
        } else {
            radixSort(positions, members, from, to);
        }
    }

    private static void insertionSort(long[] positions, @Nullable Member[] members, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long position = positions[i];
            Member member = members[i];
            int hole = i;
            for (; hole > from && positions[hole - 1] > position; hole--) {
                positions[hole] = positions[hole - 1];
                members[hole] = members[hole - 1];
            }
            positions[hole] = position;
            members[hole] = member;
        }
    }

    private void radixSort(long[] positions, @Nullable Member[] members, int from, int to) {
        int count = to - from;
        makeRoom(count);
        long least = least(positions, from, to);
        long bits = 0;
        for (int i = 0; i < count; i++) {
            long key = positions[from + i] - least;
            keys[i] = key;
            numbers[i] = i;
            bits |= key;
        }
        int end = Long.SIZE - Long.numberOfLeadingZeros(bits);
        for (int shift = Long.numberOfTrailingZeros(bits); shift < end; shift += DIGIT_BITS) {
            sortByDigit(shift, count);
        }
        System.arraycopy(members, from, before, 0, count);
        for (int i = 0; i < count; i++) {
            positions[from + i] = keys[i] + least;
            members[from + i] = before[numbers[i]];
        }
        Arrays.fill(before, 0, count, null);
    }

    private static long least(long[] positions, int from, int to) {
        long least = positions[from];
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, positions[i]);
        }
        return least;
    }

    private void sortByDigit(int shift, int count) {
        Arrays.fill(ends, 0);
        for (int i = 0; i < count; i++) {
            ends[digit(keys[i], shift)]++;
        }
        int begin = 0;
        for (int i = 0; i < DIGITS; i++) {
            int end = begin + ends[i];
            ends[i] = begin;
            begin = end;
        }
        for (int i = 0; i < count; i++) {
            int to = ends[digit(keys[i], shift)]++;
            otherKeys[to] = keys[i];
            otherNumbers[to] = numbers[i];
        }
        long[] sortedKeys = otherKeys;
        otherKeys = keys;
        keys = sortedKeys;
        int[] sortedNumbers = otherNumbers;
        otherNumbers = numbers;
        numbers = sortedNumbers;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }

    private void makeRoom(int count) {
        if (before.length < count) {
            int capacity = Math.max(FEW, count + (count >> 2));
            keys = new long[capacity];
            otherKeys = new long[capacity];
            numbers = new int[capacity];
            otherNumbers = new int[capacity];
            before = new Member[capacity];
        }
    }
}

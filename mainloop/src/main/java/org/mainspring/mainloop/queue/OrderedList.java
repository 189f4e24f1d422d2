package org.mainspring.mainloop.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Members in the order of their positions.
 *
 * <p>Joining at the end, which is the common case, and leaving are cheap. Whoever runs foreign code while he
 * walks the list walks with {@link #after}, which survives every change; a walk by index is for quiet times.
 *
 * @param <E> what it holds
 * @threads confined
 */
public final class OrderedList<E extends Member> {
    /*
     * Two parallel arrays, positions and members. One that joins is appended; if that breaks the order, the
     * arrays are sorted when somebody next looks. One that leaves is found by binary search and leaves a hole,
     * a null member whose position stays; holes are closed when they are more than half, so that leaving is
     * O(log n) amortised and memory follows the number of members.
     *
     * Invariants once settled: positions ascend strictly from head to size; members[head] is no hole;
     * live = members that are no holes.
     */
    private static final int FIRST_CAPACITY = 8;
    private static final int SMALL = 16;

    private static final long[] NO_POSITIONS = new long[0];
    private static final @Nullable Member[] NO_MEMBERS = new Member[0];

    private long[] positions = NO_POSITIONS;
    private @Nullable Member[] members = NO_MEMBERS;
    private int head;
    private int size;
    private int live;
    private boolean ordered = true;
    private int visited; // where the last walk by after() has come, or anything
    private final PositionSort sort;

    /** An empty list. */
    public OrderedList() {
        this(new PositionSort());
    }

    /** One of several empty lists that sort in the same room. */
    OrderedList(PositionSort sort) {
        this.sort = sort;
    }

    /**
     * Gives a member a place. It must be in no list meanwhile.
     *
     * @param member the member
     * @param position unique in its context
     */
    public static void assignPosition(Member member, long position) {
        member.position = position;
    }

    /**
     * Whether there is no member.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return live == 0;
    }

    /**
     * How many members there are.
     *
     * @return the number
     */
    public int size() {
        return live;
    }

    /**
     * Where a position is, or would be: to walk from one position until before another.
     *
     * @param position a position; the least and the greatest number are before and behind all
     * @return the index of the first member that does not stand before it
     */
    public int indexOf(long position) {
        settle();
        return position == Long.MAX_VALUE ? size : position == Long.MIN_VALUE ? head : indexFrom(position);
    }

    /**
     * The member at an index that {@link #indexOf} gave, or between two of them.
     *
     * @param index where to look
     * @return the member, or null for a hole
     */
    @SuppressWarnings("unchecked")
    public @Nullable E at(int index) {
        return (E) members[index];
    }

    /**
     * The member that stands before all others.
     *
     * @return the member, or null if there is none
     */
    public @Nullable E first() {
        settle();
        return live == 0 ? null : at(head);
    }

    /**
     * The first member behind a position.
     *
     * @param position a position, of a member or not
     * @return the member, or null if there is none behind
     */
    public @Nullable E after(long position) {
        settle();
        int index = isVisited(position) ? visited : indexFrom(position);
        while (index < size && (members[index] == null || positions[index] == position)) {
            index++;
        }
        visited = index;
        return index < size ? at(index) : null;
    }

    /**
     * Adds a member.
     *
     * @param member one that is not here
     */
    public void add(E member) {
        if (size == members.length) {
            makeRoom();
        }
        if (size > head && positions[size - 1] >= member.position) {
            ordered = false;
        }
        positions[size] = member.position;
        members[size] = member;
        size++;
        live++;
    }

    /**
     * Takes a member out.
     *
     * @param member one whose position has not changed since it was added
     * @return false if it was not here
     */
    public boolean remove(E member) {
        settle();
        int index = isFirst(member) ? head : find(member);
        if (index == size) {
            return false;
        }
        members[index] = null;
        live--;
        trim();
        return true;
    }

    /** Who is dispatched leaves in order, so it is mostly the first. */
    private boolean isFirst(E member) {
        return size > head && members[head] == member;
    }

    /** Where a member is; size if it is not here. */
    private int find(E member) {
        int index = indexFrom(member.position);
        while (index < size && positions[index] == member.position && members[index] != member) {
            index++;
        }
        return index < size && members[index] == member ? index : size;
    }

    /** Whether the last walk has come to this position, and it is where it was. */
    private boolean isVisited(long position) {
        return visited >= head && visited < size && positions[visited] == position;
    }

    /** Takes everybody out. */
    public void clear() {
        Arrays.fill(members, head, size, null);
        head = 0;
        size = 0;
        live = 0;
        ordered = true;
    }

    private void trim() {
        if (live == 0) {
            clear();
            return;
        }
        while (members[head] == null) {
            head++;
        }
        while (members[size - 1] == null) {
            size--;
        }
        if (size - head > SMALL && live < (size - head) >> 1) {
            closeHoles();
        }
    }

    private void makeRoom() {
        if (size > SMALL && live <= size >> 1) {
            closeHoles();
        } else {
            int capacity = Math.max(FIRST_CAPACITY, size + (size >> 1));
            positions = Arrays.copyOf(positions, capacity);
            members = Arrays.copyOf(members, capacity);
        }
    }

    private void closeHoles() {
        int to = 0;
        for (int from = head; from < size; from++) {
            if (members[from] != null) {
                positions[to] = positions[from];
                members[to++] = members[from];
            }
        }
        Arrays.fill(members, to, size, null);
        head = 0;
        size = to;
    }

    private void settle() {
        if (!ordered) {
            closeHoles(); // so nothing is equal
            sort.sort(positions, members, size);
            ordered = true;
        }
    }

    /** The first index whose position is not smaller. */
    private int indexFrom(long position) {
        int low = head;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void checkInvariants() {
        settle();
        int seen = 0;
        for (int i = 0; i < members.length; i++) {
            if (members[i] != null) {
                seen++;
                if (i < head || i >= size) {
                    throw new AssertionError("member outside of [" + head + ", " + size + "): " + i);
                }
            }
            if (i > head && i < size && positions[i - 1] >= positions[i]) {
                throw new AssertionError("order broken at " + i);
            }
        }
        if (seen != live || (live > 0 && members[head] == null)) {
            throw new AssertionError("live " + live + ", seen " + seen + ", head " + head);
        }
    }
}

package org.mainspring.mainloop.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Members by deadline, the earliest first.
 *
 * @param <E> what it holds
 * @threads confined
 */
public final class TimerHeap<E extends Member> {
    /*
     * A 4-ary heap: half as deep as a binary one, and the four children of a node lie in one cache line of
     * `deadlines`, which is kept apart from `members` so that sifting compares without following a pointer.
     * A member knows its index, so one that leaves early is taken out at once, in O(log n).
     *
     * Invariants: deadlines[parent(i)] <= deadlines[i]; members[i].heapIndex == i; no member beyond size.
     * Not an invariant: any order among equal deadlines. Nobody may depend on it: the heap says when to wake,
     * never who runs first.
     *
     * If the first alone comes due, its slot stays vacant until somebody looks, since it is likely to be armed again: whoever
     * is added meanwhile goes there and sinks, and nobody has to be fetched from the end. While it is vacant it counts in
     * `size`, and keeps its deadline, which is no later than any other.
     */
    private static final int ARITY_SHIFT = 2;
    private static final int FIRST_CAPACITY = 16;

    private long[] deadlines = new long[FIRST_CAPACITY];
    private @Nullable Member[] members = new Member[FIRST_CAPACITY];
    private int size;
    private boolean vacant; // the first slot; never the only one

    /** An empty heap. */
    public TimerHeap() {}

    /**
     * How many members there are.
     *
     * @return the number
     */
    public int size() {
        return vacant ? size - 1 : size;
    }

    /**
     * Whether there is no member.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Whether a member is here.
     *
     * @param member any member that is in no other heap
     * @return true if it is
     */
    public boolean contains(E member) {
        return member.heapIndex != Member.NOWHERE;
    }

    /**
     * The earliest deadline. The heap must not be empty.
     *
     * @return nanoseconds
     */
    public long firstDeadline() {
        assert size > 0;
        settle();
        return deadlines[0];
    }

    /**
     * A member with the earliest deadline. The heap must not be empty.
     *
     * @return the member
     */
    @SuppressWarnings("unchecked")
    public E first() {
        assert size > 0;
        settle();
        return (E) memberAt(0);
    }

    /**
     * The deadline of a member.
     *
     * @param member a member that is here
     * @return nanoseconds
     */
    public long deadlineOf(E member) {
        return deadlines[member.heapIndex];
    }

    /**
     * Adds a member.
     *
     * @param member a member that is in no heap
     * @param deadline nanoseconds
     */
    public void add(E member, long deadline) {
        assert !contains(member);
        if (vacant) {
            vacant = false;
            siftDown(0, member, deadline);
            return;
        }
        if (size == members.length) {
            grow();
        }
        siftUp(size++, member, deadline);
    }

    /**
     * Gives a member another deadline.
     *
     * @param member a member that is here
     * @param deadline nanoseconds
     */
    public void change(E member, long deadline) {
        settle();
        place(member.heapIndex, member, deadline);
    }

    /**
     * Takes a member out.
     *
     * @param member a member that is here
     */
    public void remove(E member) {
        settle();
        int hole = member.heapIndex;
        member.heapIndex = Member.NOWHERE;
        fill(hole);
        tidy();
    }

    /**
     * Takes out all members whose deadlines have come. However many they are, that is never dearer than to take them out one
     * by one, and if few others are left, it is a single walk. They are remembered, in no order, until somebody
     * calls {@link #forgetRemoved}; nothing else may be called meanwhile but {@link #removed}. Their room stays after
     * that, since many that come due are soon armed again; see {@link #tidy}.
     *
     * @param nowNanos the moment until which, this one included, deadlines have come
     * @return how many
     */
    public int removeUntil(long nowNanos) {
        if (size == 0) {
            return 0;
        }
        settle();
        if (deadlines[0] > nowNanos) {
            return 0;
        }
        if (isFirstAlone(nowNanos)) {
            memberAt(0).heapIndex = Member.NOWHERE;
            vacant = true;
            return 1;
        }
        int before = size;
        removeBelow(0, nowNanos);
        for (int i = size; i < before; i++) {
            memberAt(i).heapIndex = Member.NOWHERE;
        }
        return before - size;
    }

    /**
     * One of those that {@link #removeUntil} has taken out last.
     *
     * @param number from 0 on
     * @return the member
     */
    @SuppressWarnings("unchecked")
    public E removed(int number) {
        return (E) memberAt(vacant ? 0 : size + number);
    }

    /**
     * Lets go of the first of those that {@link #removeUntil} has taken out last.
     *
     * @param count as many as it said, or fewer if the others are put back at once
     */
    public void forgetRemoved(int count) {
        int first = vacant ? 0 : size;
        Arrays.fill(members, first, first + count, null);
    }

    /**
     * Puts the others back, of which {@link #forgetRemoved} did not let go. That needs no memory.
     *
     * @param from how many it let go of
     * @param count as many as {@link #removeUntil} said
     * @param deadline nanoseconds, for all
     */
    @SuppressWarnings("unchecked")
    public void restoreRemoved(int from, int count, long deadline) {
        int first = vacant ? 0 : size;
        for (int i = first + from; i < first + count; i++) {
            E member = (E) memberAt(i);
            members[i] = null;
            add(member, deadline);
        }
    }

    /** Whether the first is due, others are here, and none of them is due. */
    private boolean isFirstAlone(long nowNanos) {
        int next = earliestChild(0);
        return next < size && deadlines[next] > nowNanos;
    }

    /** Fills the first slot if it is vacant. */
    private void settle() {
        if (vacant) {
            vacant = false;
            fill(0);
        }
    }

    /** Fetches the last into a slot that nobody holds any more, unless that is the last one. */
    private void fill(int hole) {
        size--;
        Member last = memberAt(size);
        members[size] = null;
        if (hole < size) {
            place(hole, last, deadlines[size]);
        }
    }

    /*
     * Who is due stands below others who are due, up to the root. So we go down from there, and fill the holes from the
     * bottom up: then what is below a hole is in order, and what fills it has to go down only. Who fills it comes from the
     * end, and who is due goes there; who is due and stands there already leaves no hole.
     */
    private void removeBelow(int top, long nowNanos) {
        int first = (top << ARITY_SHIFT) + 1;
        for (int child = first + (1 << ARITY_SHIFT) - 1; child >= first; child--) {
            if (child < size && deadlines[child] <= nowNanos) {
                removeBelow(child, nowNanos);
            }
        }
        while (size > top && deadlines[size - 1] <= nowNanos) {
            size--;
        }
        if (top < size) {
            size--;
            Member due = memberAt(top);
            Member last = memberAt(size);
            members[size] = due;
            siftDown(top, last, deadlines[size]);
        }
    }

    private void place(int hole, Member member, long deadline) {
        if (hole > 0 && deadlines[parent(hole)] > deadline) {
            siftUp(hole, member, deadline);
        } else {
            siftDown(hole, member, deadline);
        }
    }

    private void siftUp(int from, Member member, long deadline) {
        int hole = from;
        while (hole > 0) {
            int parent = parent(hole);
            if (deadlines[parent] <= deadline) {
                break;
            }
            set(hole, memberAt(parent), deadlines[parent]);
            hole = parent;
        }
        set(hole, member, deadline);
        tellMoved(hole, from);
    }

    private void siftDown(int from, Member member, long deadline) {
        int hole = from;
        while (true) {
            int child = earliestChild(hole);
            if (child >= size || deadlines[child] >= deadline) {
                break;
            }
            set(hole, memberAt(child), deadlines[child]);
            hole = child;
        }
        set(hole, member, deadline);
        tellMoved(from, hole);
    }

    /*
     * Members learn their new indexes at the end, one after the other. Each of them is likely in no cache, and if
     * they were told on the way, the fence of the collector's at the next reference that is moved would wait for that.
     */
    @SuppressWarnings("NullAway") // every slot below size is filled
    private void tellMoved(int top, int bottom) {
        for (int index = bottom; index >= top; index = (index - 1) >> ARITY_SHIFT) { // -1 behind the first
            members[index].heapIndex = index;
        }
    }

    /** The child with the earliest deadline; at or beyond size if there is none. */
    private int earliestChild(int parent) {
        int first = (parent << ARITY_SHIFT) + 1;
        int end = Math.min(first + (1 << ARITY_SHIFT), size);
        int earliest = first;
        for (int child = first + 1; child < end; child++) {
            if (deadlines[child] < deadlines[earliest]) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void set(int index, Member member, long deadline) {
        deadlines[index] = deadline;
        members[index] = member;
    }

    @SuppressWarnings("NullAway") // every slot below size is filled
    private Member memberAt(int index) {
        return members[index];
    }

    private void grow() {
        resize(size + (size >> 3)); // little, since a member is no more than twelve bytes here, and a million may stay
    }

    /**
     * Whether there is room for many more members than there are.
     *
     * @return true if {@link #tidy} would give memory back
     */
    public boolean isSparse() {
        return members.length > FIRST_CAPACITY && size < members.length >> 2;
    }

    /** Gives memory back if much of it is not used any more. */
    public void tidy() {
        while (isSparse()) {
            resize(Math.max(FIRST_CAPACITY, members.length >> 1));
        }
    }

    private void resize(int capacity) {
        long[] newDeadlines = Arrays.copyOf(deadlines, capacity);
        members = Arrays.copyOf(members, capacity); // if there is no memory for the one, the other stays as it is
        deadlines = newDeadlines;
    }

    private static int parent(int index) {
        return (index - 1) >> ARITY_SHIFT;
    }

    void checkInvariants() {
        if (vacant && (size < 2 || members[0] != null)) {
            throw new AssertionError("vacant, with " + size + " slots and " + members[0]);
        }
        for (int i = vacant ? 1 : 0; i < size; i++) {
            if (memberAt(i).heapIndex != i || (i > 0 && deadlines[parent(i)] > deadlines[i])) {
                throw new AssertionError("heap broken at " + i);
            }
        }
        for (int i = size; i < members.length; i++) {
            if (members[i] != null) {
                throw new AssertionError("kept beyond size: " + i);
            }
        }
    }
}

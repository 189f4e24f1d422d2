package org.mainspring.mainloop.queue;

import java.util.ArrayList;
import java.util.List;

/** Lets tests of other rooms check the invariants of queues, and read them. */
public final class QueueInvariants {
    private QueueInvariants() {}

    /** Complains if levels are out of order, or a list of one of them. */
    public static void check(PriorityLevels<?> levels) {
        levels.checkInvariants();
    }

    /** Complains if a heap is out of order. */
    public static void check(TimerHeap<?> heap) {
        heap.checkInvariants();
    }

    /** Complains if somebody in a table cannot be found. */
    public static void check(IdTable<?> table) {
        table.checkInvariants();
    }

    /** The members of a list, in order; complains if one has changed its position since it was added. */
    public static <E extends Member> List<E> membersOf(OrderedList<E> list) {
        List<E> members = new ArrayList<>();
        int end = list.indexOf(Long.MAX_VALUE);
        for (int i = list.indexOf(Long.MIN_VALUE); i < end; i++) {
            E member = list.at(i);
            if (member != null) {
                if (list.at(list.indexOf(member.position())) != member) {
                    throw new AssertionError("not where its position says: " + member);
                }
                members.add(member);
            }
        }
        return members;
    }
}

package org.mainspring.mainloop.steps;

import java.util.Set;

/**
 * What the library may have others do in an operation on one timer: none of it takes longer if more timers are there. Whoever adds
 * a line has made sure of that, for whatever the library gives it.
 */
final class ConstantCalls {
    private static final Set<String> TYPES = Set.of(
            "java/lang/Byte",
            "java/lang/ClassValue",
            "java/lang/Long",
            "java/lang/Math",
            "java/lang/Thread",
            "java/lang/ThreadLocal",
            "java/lang/invoke/VarHandle",
            "java/time/Duration",
            "java/util/Objects");

    private static final Set<String> CALLS = Set.of(
            "java/lang/Object.<init>()",
            "java/lang/Object.getClass()",
            "java/util/Collections.emptyList()",
            "java/util/Deque.add(Ljava/lang/Object;)",
            "java/util/Deque.poll()",
            "java/util/Deque.remove()",
            "java/util/Deque.size()",
            "java/util/Iterator.hasNext()",
            "java/util/List.isEmpty()",
            "java/util/List.iterator()",
            "java/util/List.size()",
            "java/util/Map.isEmpty()",
            "java/util/Set.isEmpty()",
            "java/util/concurrent/ConcurrentLinkedQueue.poll()");

    private ConstantCalls() {}

    /** Whether a call is one of those; it is spelt as a class file does, and without what it returns. */
    static boolean contains(String owner, String call) {
        return TYPES.contains(owner) || CALLS.contains(call);
    }
}

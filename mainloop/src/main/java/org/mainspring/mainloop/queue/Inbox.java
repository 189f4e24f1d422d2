package org.mainspring.mainloop.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Members that other threads want looked at: many post, one takes.
 *
 * <p>A member is in it once, however often it is posted. What is wanted of it stands in the member itself, so
 * posting says no more than "look again": it never fails, never waits and allocates nothing.
 *
 * @param <E> what it holds
 * @threads any for {@link #post} and {@link #isEmpty}; the taker for the rest
 */
public final class Inbox<E extends Member> {
    /*
     * A stack of members linked through themselves, taken whole and turned round, so that the oldest comes first. The
     * link is there, be it to LAST, exactly while a member is posted.
     *
     * No post is lost: a poster first changes the member, by a volatile write, then sets the link, if there is none. If
     * there was one, the member has not been taken yet, or the taker has not yet cleared the link; the taker clears it
     * before it looks at the member, with a volatile write, so it sees the change.
     *
     * Whoever has set the link first is the only one to write it until the member is on the stack, and then the taker
     * is; so these writes may be plain, and HEAD publishes them.
     */
    private static final Member LAST = new Member() {};
    private static final VarHandle HEAD;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Inbox.class, "head", Member.class);
            NEXT = lookup.findVarHandle(Member.class, "nextPosted", Member.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable Member head;

    /** An empty inbox. */
    public Inbox() {}

    /**
     * Whether nothing is posted: one volatile read.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return head == null;
    }

    /**
     * Asks for a member to be looked at.
     *
     * @param member one that has changed
     * @threads any
     */
    public void post(E member) {
        if (member.nextPosted != null || !NEXT.compareAndSet(member, null, LAST)) {
            return;
        }
        Member newest;
        do {
            newest = head;
            NEXT.set(member, newest == null ? LAST : newest);
        } while (!HEAD.compareAndSet(this, newest, member));
    }

    /**
     * Takes all that is posted, oldest first, as a chain: ask {@link #unlink} for what follows.
     *
     * @return the oldest, or null
     */
    @SuppressWarnings("unchecked")
    public @Nullable E takeAll() {
        Member newest = (Member) HEAD.getAndSet(this, null);
        Member newer = newest == null ? LAST : newest;
        Member chain = LAST;
        while (newer != LAST) {
            Member older = (Member) NEXT.get(newer);
            NEXT.set(newer, chain);
            chain = newer;
            newer = older;
        }
        return chain == LAST ? null : (E) chain;
    }

    /**
     * Takes a member off the chain. From here on it may be posted again; look at it after this call.
     *
     * @param member the first of a chain
     * @return the rest of the chain, or null
     */
    @SuppressWarnings("unchecked")
    public @Nullable E unlink(E member) {
        Member rest = (Member) NEXT.getAndSet(member, null);
        return rest == LAST ? null : (E) rest;
    }
}

package org.mainspring.mainloop.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Members by id, without boxes.
 *
 * @param <E> what it holds
 * @threads confined
 */
public final class IdTable<E extends Member> {
    /*
     * Chains through the members themselves, from a power of two of slots; at least half as many slots as members, so that a
     * chain is short: who is looked for is the second in it, or before. That costs a member one link and a slot at most, and
     * joining touches one slot and no other member.
     *
     * Ids come in sequence, and leave in about the same. So a block of sixteen goes to sixteen neighbouring slots, which
     * share a cache line; where the block goes is a multiplicative hash, which spreads blocks evenly whatever ids stay.
     *
     * Invariant: a member is in the chain of its home slot, once.
     */
    private static final int FIRST_CAPACITY = 16;
    private static final int GOLDEN = 0x9E37_79B9;
    private static final int BLOCK_SHIFT = 4;
    private static final int BLOCK_MASK = (1 << BLOCK_SHIFT) - 1;

    private @Nullable Member[] slots = new Member[FIRST_CAPACITY];
    private int shift = Integer.numberOfLeadingZeros(FIRST_CAPACITY - 1);
    private int size;

    /** An empty table. */
    public IdTable() {}

    /**
     * Gives a member its id, once, before it enters a table.
     *
     * @param member a member that has none
     * @param id not 0
     */
    public static void assignId(Member member, int id) {
        member.id = id;
    }

    /**
     * How many members there are.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    /**
     * Adds a member under its id.
     *
     * @param member one whose id is free
     */
    public void add(E member) {
        if (size == slots.length << 1) {
            resize(slots.length << 1);
        }
        insert(member);
        size++;
    }

    /**
     * Looks for an id.
     *
     * @param id any number
     * @return the member, or null
     */
    @SuppressWarnings("unchecked")
    public @Nullable E find(int id) {
        Member member = slots[home(id)];
        while (member != null && member.id != id) {
            member = member.nextOfSlot;
        }
        return (E) member;
    }

    /**
     * Takes a member out.
     *
     * @param member one that may be here
     * @return false if it was not here
     */
    public boolean remove(E member) {
        return find(member.id) == member && remove(member.id);
    }

    /**
     * Takes the member with an id out.
     *
     * @param id any number
     * @return false if nobody has it
     */
    public boolean remove(int id) {
        if (!unlink(id)) {
            return false;
        }
        size--;
        if (slots.length > FIRST_CAPACITY && size < slots.length >> 2) {
            resize(slots.length >> 1);
        }
        return true;
    }

    /**
     * Shows every member, in no order. Nobody may come or go meanwhile.
     *
     * @param visitor is shown the members
     */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<? super E> visitor) {
        for (Member first : slots) {
            for (Member member = first; member != null; member = member.nextOfSlot) {
                visitor.accept((E) member);
            }
        }
    }

    private boolean unlink(int id) {
        int slot = home(id);
        Member before = null;
        Member at = slots[slot];
        while (at != null && at.id != id) {
            before = at;
            at = at.nextOfSlot;
        }
        if (at == null) {
            return false;
        }
        if (before == null) {
            slots[slot] = at.nextOfSlot;
        } else {
            before.nextOfSlot = at.nextOfSlot;
        }
        at.nextOfSlot = null;
        return true;
    }

    private void resize(int capacity) {
        @Nullable Member[] before = slots;
        slots = new Member[capacity];
        shift = Integer.numberOfLeadingZeros(capacity - 1);
        for (Member first : before) {
            Member member = first;
            while (member != null) {
                Member next = member.nextOfSlot;
                insert(member);
                member = next;
            }
        }
    }

    private void insert(Member member) {
        assert find(member.id) == null : "id taken: " + member.id;
        int slot = home(member.id);
        member.nextOfSlot = slots[slot];
        slots[slot] = member;
    }

    private int home(int id) {
        return (((id >>> BLOCK_SHIFT) * GOLDEN) >>> shift) ^ (id & BLOCK_MASK);
    }

    void checkInvariants() {
        int seen = 0;
        for (int i = 0; i < slots.length; i++) {
            for (Member member = slots[i]; member != null; member = member.nextOfSlot) {
                seen++;
                if (home(member.id) != i || find(member.id) != member) {
                    throw new AssertionError("id " + member.id + " cannot be found");
                }
            }
        }
        if (seen != size) {
            throw new AssertionError("size " + size + ", seen " + seen);
        }
    }
}

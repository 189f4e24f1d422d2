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
     * Open addressing with linear probing over a power of two, at most two thirds full. Ids come in sequence, so
     * the slot is a multiplicative hash of the id, which spreads sequences evenly. A removal shifts the
     * followers of the run back instead of leaving a mark. The ids stand apart from the members, 0 for an empty slot, so
     * that probing reads one array and follows no pointer.
     *
     * Invariants: ids[i] is the id of slots[i], or 0; between a member's home slot and its slot there is no empty slot.
     */
    private static final int FIRST_CAPACITY = 16;
    private static final int GOLDEN = 0x9E37_79B9;

    private int[] ids = new int[FIRST_CAPACITY];
    private @Nullable Member[] slots = new Member[FIRST_CAPACITY];
    private int shift = Integer.numberOfLeadingZeros(FIRST_CAPACITY - 1);
    private int size;

    /** An empty table. */
    public IdTable() {}

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
        if (size >= slots.length / 3 * 2) {
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
        return (E) slots[slotOf(id)];
    }

    /**
     * Takes a member out.
     *
     * @param member one that may be here
     * @return false if it was not here
     */
    public boolean remove(E member) {
        int slot = slotOf(member.id);
        if (slots[slot] != member) {
            return false;
        }
        closeRun(slot);
        size--;
        if (slots.length > FIRST_CAPACITY && size < slots.length >> 3) {
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
        for (Member member : slots) {
            if (member != null) {
                visitor.accept((E) member);
            }
        }
    }

    /** Where the id is, or the empty slot where its run ends. */
    private int slotOf(int id) {
        int slot = home(id);
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = next(slot);
        }
        return slot;
    }

    private void closeRun(int from) {
        int mask = ids.length - 1;
        int hole = from;
        for (int slot = next(from); ids[slot] != 0; slot = next(slot)) {
            if (((slot - home(ids[slot])) & mask) >= ((slot - hole) & mask)) {
                ids[hole] = ids[slot];
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        ids[hole] = 0;
        slots[hole] = null;
    }

    private void resize(int capacity) {
        @Nullable Member[] before = slots;
        ids = new int[capacity];
        slots = new Member[capacity];
        shift = Integer.numberOfLeadingZeros(capacity - 1);
        for (Member member : before) {
            if (member != null) {
                insert(member);
            }
        }
    }

    private void insert(Member member) {
        int slot = slotOf(member.id);
        assert ids[slot] == 0 : "id taken: " + member.id;
        ids[slot] = member.id;
        slots[slot] = member;
    }

    private int home(int id) {
        return (id * GOLDEN) >>> shift;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    void checkInvariants() {
        int seen = 0;
        for (int i = 0; i < slots.length; i++) {
            Member member = slots[i];
            if (ids[i] != (member == null ? 0 : member.id)) {
                throw new AssertionError("id " + ids[i] + " of another than " + member);
            }
            if (member != null) {
                seen++;
                if (slotOf(member.id) != i) {
                    throw new AssertionError("id " + member.id + " cannot be found");
                }
            }
        }
        if (seen != size) {
            throw new AssertionError("size " + size + ", seen " + seen);
        }
    }
}

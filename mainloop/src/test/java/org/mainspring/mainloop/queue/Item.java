package org.mainspring.mainloop.queue;

/** A member that is nothing but a member. */
final class Item extends Member {
    static Item withId(int id) {
        Item item = new Item();
        IdTable.assignId(item, id);
        return item;
    }

    static Item at(long position) {
        Item item = new Item();
        OrderedList.assignPosition(item, position);
        return item;
    }

    @Override
    public String toString() {
        return "item " + Integer.toUnsignedString(id()) + " at " + position();
    }
}

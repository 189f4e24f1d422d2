package org.mainspring.mainloop;

import java.util.List;
import org.mainspring.mainloop.queue.OrderedList;

/**
 * How sources stand in the engine, each with its family: where it is linked and where it moves to, whether it is blocked,
 * and whether it is parked meanwhile.
 *
 * @threads confined to whoever holds the context
 */
final class Linker {
    private final Registry registry;
    private final Schedule schedule;
    private final Watches watches;

    Linker(Registry registry, Schedule schedule, Watches watches) {
        this.registry = registry;
        this.schedule = schedule;
        this.watches = watches;
    }

    // ---- places

    void link(SourceNode source) {
        SourceNode parent = source.parent();
        if (parent != null) {
            settle(source, parent);
            block(source, parent.blocks()); // S99
            if (parent.is(SourceNode.LINKED)) {
                schedule.becomeParent(parent);
            }
        }
        schedule.link(source);
    }

    /** Sees to it that a child stands before its parent, whoever attached it and whatever has moved meanwhile. */
    private void settle(SourceNode source, SourceNode parent) {
        source.wantedPriority = parent.wantedPriority;
        if (!Positions.isPlaced(source, parent)) {
            registry.relocate(() -> {
                Positions.place(source, parent);
                if (!Positions.isPlaced(source, parent)) {
                    spread(Positions.rootOf(parent));
                }
            });
        }
    }

    /** Makes room between the places of a family; everybody keeps his neighbours. */
    private void spread(SourceNode root) {
        List<SourceNode> family = Positions.inOrder(root);
        for (int i = 0; i < family.size(); i++) {
            SourceNode member = family.get(i);
            long position = Positions.spread(root.position(), i, family.size());
            if (member.is(SourceNode.LINKED)) {
                schedule.shift(member, position);
            } else {
                OrderedList.assignPosition(member, position);
            }
        }
    }

    /** Gives a source another place, and its descendants places before it, the children of each newest first (S7). */
    void relocate(SourceNode root, long position) {
        registry.relocate(() -> {
            if (root.children().length > 0) {
                List<SourceNode> family = Positions.newestFirst(root);
                for (int i = 0; i < family.size(); i++) {
                    family.get(i).wantedPriority = root.wantedPriority;
                    move(family.get(i), Positions.spread(position, i, family.size()));
                }
            }
            move(root, position);
        });
    }

    private void move(SourceNode source, long position) {
        if (!source.is(SourceNode.LINKED)) {
            OrderedList.assignPosition(source, position);
            return;
        }
        watches.renew(source);
        schedule.move(source, position);
        watches.moved(source);
    }

    // ---- blocks

    /** Blocks a source and its descendants so many times more. */
    void block(SourceNode source, int times) {
        if (times > 0) {
            source.hold(times * SourceNode.BLOCK);
            blockChildren(source, times);
            if (!source.is(SourceNode.LINKED)) {
                source.mark(SourceNode.PARKED); // it will be armed and polled when it is blocked no more
            }
        }
    }

    /** The same for its descendants alone. */
    void blockChildren(SourceNode source, int times) {
        for (SourceNode child : source.children()) {
            if (child.is(SourceNode.LINKED)) {
                block(child, times);
            }
        }
    }

    /** A block of a source is over: puts it back if it is parked, and takes that block of its descendants back too. */
    void unblocked(SourceNode source) {
        if (source.is(SourceNode.PARKED) && !source.isBlocked()) {
            unpark(source);
        }
        for (SourceNode child : source.children()) {
            if (child.is(SourceNode.LINKED)) {
                child.release(SourceNode.BLOCK);
                unblocked(child);
            }
        }
    }

    /** Takes a blocked source and its descendants out of heap and poller: a nested iteration is about to look at them. */
    void park(SourceNode source) {
        if (source.is(SourceNode.LINKED) && !source.is(SourceNode.PARKED)) {
            schedule.disarm(source);
            source.mark(SourceNode.PARKED);
            watches.follow(source);
        }
        for (SourceNode child : source.children()) {
            if (child.is(SourceNode.LINKED)) {
                park(child);
            }
        }
    }

    private void unpark(SourceNode source) {
        source.unmark(SourceNode.PARKED);
        if (source.is(SourceNode.LINKED)) {
            schedule.arm(source);
            watches.follow(source);
        }
    }
}

package org.mainspring.mainloop.differential;

import java.util.List;
import java.util.Optional;

/** The actions of a scenario that begin and end sources, and the context. */
final class Lives {
    private final World world;
    private final Hooks hooks;

    Lives(World world, Hooks hooks) {
        this.world = world;
        this.hooks = hooks;
    }

    boolean create(Actor actor) {
        if (actor.isMade()) {
            return false;
        }
        hooks.make(actor);
        return true;
    }

    /** Notes that a source and those below it are attached, and tells their ids. */
    private String handOver(Actor actor) {
        actor.attached = true;
        actor.id = actor.sourceOrThrow().id();
        StringBuilder ids = new StringBuilder(" " + actor.name() + " " + Integer.toUnsignedString(actor.id));
        world.children(actor).forEach(child -> ids.append(handOver(child)));
        return ids.toString();
    }

    /**
     * Deadlines may have changed. If so within a prepare walk, ours counts them as they stand after it (S31); so nobody sleeps
     * now. If so within any walk, whether it comes to one is another question here than there (S132): then the hook fixes the time.
     */
    void retime() {
        if (world.preparing > 0) {
            world.disturbed = true;
            world.context.wakeup();
        }
        world.retimed = world.walking > 0;
    }

    boolean attach(Actor actor) {
        create(actor);
        if (!actor.isAlive() || actor.attached || actor.parent != null) {
            return false;
        }
        actor.sourceOrThrow().attach(world.context);
        world.trace("attach" + handOver(actor));
        retime();
        return true;
    }

    boolean destroy(Actor actor) {
        if (!actor.isAlive() || (!actor.attached && actor.parent != null) || world.goingOn > 0) {
            return false;
        }
        world.trace("destroy " + actor.name());
        if (actor.attached) {
            endAttached(actor, () -> actor.sourceOrThrow().destroy());
        } else {
            endUnattached(actor);
        }
        return true;
    }

    private void endAttached(Actor actor, Runnable destroy) {
        silence(actor);
        List<Actor> leaving = world.actors.values().stream()
                .filter(each -> each.silent && each.isAlive())
                .toList();
        leaving.forEach(each -> each.leaving = true);
        destroy.run();
        leaving.forEach(each -> each.leaving = false);
        if (world.elsewhere > 0) {
            world.context.wakeup();
        }
        retime();
    }

    /**
     * When the end is told of what another thread destroys (S178), or of what is destroyed while its check hook runs (D9),
     * is not compared. What is destroyed while its prepare hook runs destroys nobody at its end: GLib's walk holds the next source
     * then.
     */
    private void silence(Actor actor) {
        actor.silent |= world.elsewhere > 0 || actor.checking > 0;
        actor.endsInWalk |= actor.preparing > 0;
        world.children(actor).forEach(this::silence);
    }

    private void endUnattached(Actor actor) {
        actor.sourceOrThrow().destroy();
        world.children(actor).forEach(child -> child.parent = null);
    }

    boolean adopt(Actor parent, Actor child) {
        create(parent);
        if (!parent.isAlive()) {
            return false;
        }
        create(child);
        if (!child.isAlive() || child.attached || child.parent != null) {
            return false;
        }
        for (Actor above = parent.parent; above != null; above = above.parent) {
            if (above == child) {
                return false;
            }
        }
        child.parent = parent;
        parent.sourceOrThrow().addChild(child.sourceOrThrow());
        world.trace("adopt" + (parent.attached ? handOver(child) : " " + child.name()));
        retime();
        return true;
    }

    boolean disown(Actor parent, Actor child) {
        if (!parent.isAlive() || !child.isAlive() || child.parent != parent || !child.attached || world.goingOn > 0) {
            return false;
        }
        world.trace("disown " + child.name());
        endAttached(child, () -> parent.sourceOrThrow().removeChild(child.sourceOrThrow()));
        return true;
    }

    boolean close() {
        world.trace("close");
        world.closed = true;
        for (; world.acquired > 0; world.acquired--) {
            world.context.release();
        }
        world.context.close();
        world.trace("closed");
        return true;
    }

    /** Closes the context, and destroys what was never attached: nobody else holds it. */
    void end() {
        if (!world.closed) {
            close();
        }
        Optional<Actor> left = unattached();
        while (left.isPresent()) {
            endUnattached(left.get());
            left = unattached();
        }
    }

    private Optional<Actor> unattached() {
        return world.actors.values().stream()
                .filter(actor -> actor.isMade() && !actor.attached && !actor.ended && actor.parent == null)
                .findFirst();
    }
}

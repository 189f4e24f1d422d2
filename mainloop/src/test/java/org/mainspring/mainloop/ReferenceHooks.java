package org.mainspring.mainloop;

import java.util.HashSet;
import java.util.Set;

/** How the {@link ReferenceLoop} asks the hooks of prepare and check: each once in a walk, and whatever they throw. */
final class ReferenceHooks {
    private final ModelWorld.Program program;
    private final ReferenceLife life;
    private final Set<ReferenceSource> asked = new HashSet<>(); // in this walk
    private int running;

    ReferenceHooks(ModelWorld.Program program, ReferenceLife life) {
        this.program = program;
        this.life = life;
    }

    void beginWalk() {
        asked.clear();
    }

    boolean areRunning() {
        return running > 0;
    }

    long askToPrepare(ReferenceSource source) {
        if (source.kind.isAlwaysReady()) {
            return ModelWorld.READY;
        }
        if (!source.kind.prepares() || !asked.add(source)) {
            return -1;
        }
        begin(source);
        try {
            return program.prepared(source.number);
        } catch (IllegalStateException | ModelError thrown) {
            failed(source, thrown);
            return -1;
        } finally {
            end(source);
        }
    }

    boolean askToCheck(ReferenceSource source) {
        if (source.kind.isAlwaysReady()) {
            return true;
        }
        if (!source.kind.checks() || !asked.add(source)) {
            return false;
        }
        begin(source);
        try {
            return program.checked(source.number);
        } catch (IllegalStateException | ModelError thrown) {
            failed(source, thrown);
            return false;
        } finally {
            end(source);
        }
    }

    /** A source does not end while a hook of it runs. */
    private void begin(ReferenceSource source) {
        running++;
        source.calls++;
    }

    private void end(ReferenceSource source) {
        source.calls--;
        try {
            life.finalizeIfOver(source);
        } finally {
            running--;
        }
    }

    private void failed(ReferenceSource source, Throwable thrown) {
        life.destroy(source);
        report(thrown);
    }

    /** An exception goes to the handler; an error comes out, when all is in order. */
    void report(Throwable thrown) {
        if (thrown instanceof ModelError error) {
            throw error;
        }
        program.log("failed " + thrown.getMessage());
    }
}

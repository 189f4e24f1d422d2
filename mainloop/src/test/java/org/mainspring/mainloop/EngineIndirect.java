package org.mainspring.mainloop;

import org.mainspring.mainloop.ModelWorld.Program;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A callback of the {@link EngineWorld} that counts its users itself, and tells of it.
 *
 * @param source the source that it is set on
 * @param what the number and data of the callback
 */
record EngineIndirect(Program program, int source, ModelWorld.Callback what) implements IndirectCallback {
    @Override
    public void ref() {
        program.log("ref " + what.number());
    }

    @Override
    public void unref() {
        program.ended("unref", what.number());
    }

    @Override
    public Callback get(SourceHandle self) {
        program.log("get " + what.number());
        SourceFunc<Object> function = data -> program.called(source, what.number());
        return new CallbackRecord(function, what.data());
    }
}

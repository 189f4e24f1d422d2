package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/** A kind of source that is ready when somebody sets its ready time, which nobody does. */
final class SilentKind implements SourceFuncs {
    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        throw new IllegalStateException("dispatched");
    }
}

package org.mainspring.mainloop.concurrent;

import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceHandle;

/** A task that nobody has a future of: what it throws is thrown to the loop, since nobody else would learn of it. */
final class Command extends ScheduledTask<Object> {
    private @Nullable Throwable thrown; // confined to the owner, which runs it

    Command(MainContext context, Roster<ScheduledTask<?>> roster, Runnable body) {
        super(context, roster, Executors.callable(body), 0, null);
    }

    @Override
    protected void setException(Throwable thrown) {
        super.setException(thrown);
        this.thrown = thrown;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        boolean again = super.dispatch(self, callback);
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof Exception exception) {
            throw exception;
        }
        return again;
    }
}

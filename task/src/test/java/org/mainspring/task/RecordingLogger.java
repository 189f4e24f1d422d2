package org.mainspring.task;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged: the level, and what was thrown; or else the message. */
final class RecordingLogger implements System.Logger {
    private final List<@Nullable Object> logged = new ArrayList<>();

    List<@Nullable Object> logged() {
        return logged;
    }

    @Override
    public String getName() {
        return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
        logged.add(level);
        logged.add(thrown != null ? thrown : message);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
        logged.add(level);
        logged.add(format);
    }
}

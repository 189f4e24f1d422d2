package org.mainspring.task;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Takes the warnings of races, of which there are millions. */
final class SilentLogger implements System.Logger {
    @Override
    public String getName() {
        return "silent";
    }

    @Override
    public boolean isLoggable(Level level) {
        return false;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {}

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {}
}

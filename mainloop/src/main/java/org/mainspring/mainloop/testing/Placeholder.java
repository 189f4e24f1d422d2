package org.mainspring.mainloop.testing;

/** Keeps the package from being empty; whoever adds the first real class deletes this one. */
final class Placeholder {
    private Placeholder() {}
}
